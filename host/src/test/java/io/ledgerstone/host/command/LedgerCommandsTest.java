package io.ledgerstone.host.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerstone.host.command.Shell.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerCommandsTest {
    @TempDir
    Path home;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(home);
    }

    @Test
    void appendedEntryIsThereWithItsFields() {
        JsonNode appended =
                shell.json("append", "guild", "award", "player=Bob", "amount=10", "ok=true", "list=[1,\"a\"]");
        JsonNode entries = shell.json("entries", "guild").path("entries");
        assertThat(entries).hasSize(1);
        assertThat(entries.path(0).path("key")).isEqualTo(appended.path("key"));
        assertThat(entries.path(0).path("fields"))
                .hasToString("{\"ok\":true,\"list\":[1,\"a\"],\"amount\":10,\"player\":\"Bob\"}");
        assertThat(shell.json("append", "guild", "award", "--fields", "{\"player\": \"Eve\"}")
                        .path("position")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void entriesAreChosenByWeekTypeAndEnd() {
        shell.json("import", shell.sample().toString());
        assertThat(shell.json("entries", "guild", "--type", "AC").path("entries"))
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.path("type").asText()).isEqualTo("AC"));
        JsonNode tail = shell.json("entries", "guild", "--tail", "--limit", "2");
        assertThat(tail.path("entries")).hasSize(2);
        assertThat(tail.path("entries").path(1).path("time").asLong()).isEqualTo(1700004018);
        assertThat(tail.path("more").asBoolean()).isTrue();
        assertThat(shell.json("entries", "guild", "--week", "2811", "--limit", "1000")
                        .path("entries"))
                .hasSize(577);
        assertThat(shell.json("entries", "guild", "--from", "2023-11-15").path("entries"))
                .isEmpty();
        assertThat(shell.json("entries", "guild", "--to", "1700000008").path("entries"))
                .hasSize(1);
        assertThat(shell.run("entries", "guild", "--limit", "3").out()).contains("2023-11-14 22:13", "P0");
    }

    @Test
    void ignoredEntryIsCancelledAndRestoredByIgnoringTheIgnore() {
        String key = shell.json("append", "guild", "T").path("key").asText();
        String ignore = shell.json("ignore", "guild", key).path("key").asText();
        assertThat(ignore).contains("--1-");
        shell.run("ignore", "guild", ignore).succeeds();
        assertThat(shell.run("ignore", "guild", "5-0-0-1").err()).contains("There is no entry 5-0-0-1 to ignore");
    }

    @Test
    void unknownLedgersNameThoseThereAre() {
        assertThat(shell.run("weeks", "guild").err())
                .contains("There is no ledger 'guild'; import or append something first");
        shell.run("append", "guild", "T").succeeds();
        assertThat(shell.run("weeks", "gild").err()).contains("there are guild");
        assertThat(shell.data().resolve("ledgers/gild")).doesNotExist();
    }

    @Test
    void refusedEntriesSayWhy() {
        assertThat(shell.run("append", "guild", "x".repeat(65)).err()).contains("65 bytes; 1 to 64 are allowed");
        assertThat(shell.run("append", "guild", "T", "v=1e400").err()).contains("cannot hold the number");
        assertThat(shell.run("append", "guild", "T", "novalue").err()).contains("write it as name=value");
    }

    @Test
    void backupRestoresToTheSameLedgers() {
        shell.json("import", shell.sample().toString());
        shell.run("append", "other", "T").succeeds();
        Path file = home.resolve("copy.zip");
        JsonNode backup = shell.json("backup", file.toString());
        assertThat(backup.path("verified").asBoolean()).isTrue();
        Path elsewhere = home.resolve("elsewhere");
        shell.run("restore", file.toString(), "--data", elsewhere.toString()).succeeds();
        assertThat(shell.json("weeks", "guild", "--data", elsewhere.toString()))
                .isEqualTo(shell.json("weeks", "guild"));
        assertThat(shell.json("ledgers", "--data", elsewhere.toString()).path("ledgers"))
                .hasSize(2);
    }

    @Test
    void restoreReplacesWithForceOnlyAndKeepsWhatWasThere() {
        shell.run("append", "guild", "T").succeeds();
        Path file = home.resolve("copy.zip");
        shell.run("backup", file.toString()).succeeds();
        shell.run("append", "guild", "T").succeeds();
        Result refused = shell.run("restore", file.toString());
        assertThat(refused.code()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.err()).contains("has the ledgers guild", "--force");
        JsonNode restored = shell.json("restore", file.toString(), "--force");
        assertThat(shell.json("entries", "guild").path("entries")).hasSize(1);
        String replaced = restored.path("replaced").asText();
        assertThat(shell.json("entries", "guild", "--data", replaced).path("entries"))
                .hasSize(2);
        assertThat(shell.run("restore", shell.write("x.zip", "no zip").toString())
                        .err())
                .contains("is no backup");
    }

    @Test
    void restoreNeverReplacesAFolderOfSomethingElse() throws IOException {
        shell.run("append", "guild", "T").succeeds();
        String file = home.resolve("copy.zip").toString();
        shell.run("backup", file).succeeds();
        Path documents = home.resolve("documents");
        shell.write("documents/letter.txt", "dear guild");
        Result refused = shell.run("restore", file, "--force", "--data", documents.toString());
        assertThat(refused.code()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.err()).contains("is no data folder of Ledgerstone and is not empty");
        try (Stream<Path> content = Files.list(documents)) {
            assertThat(content).containsExactly(documents.resolve("letter.txt"));
        }
        Path empty = Files.createDirectory(home.resolve("empty"));
        shell.run("restore", file, "--data", empty.toString()).succeeds();
        assertThat(shell.json("entries", "guild", "--data", empty.toString()).path("entries"))
                .hasSize(1);
    }

    @Test
    void ledgerThatCannotBeOpenedIsARowAndStopsNoOther() {
        shell.run("append", "guild", "T").succeeds();
        shell.write("data/ledgers/Stray Folder/note.txt", "mine");
        assertThat(shell.json("ledgers").path("ledgers")).hasSize(1);
        shell.write("data/ledgers/bad/ledger.properties", "nonsense");
        Result list = shell.run("ledgers");
        assertThat(list.code()).isEqualTo(ExitCode.NOT_RIGHT);
        assertThat(list.out()).contains("guild", "bad: ", "does not name the ledger and its layout");
        Result verify = shell.run("verify");
        assertThat(verify.code()).isEqualTo(ExitCode.NOT_RIGHT);
        assertThat(verify.out()).contains("guild: 1 entries", "bad: 0 entries", "does not name the ledger");
        assertThat(shell.run("doctor").out()).contains("ledger guild, 1 entries", "NOT OK   bad: ");
        Result backup = shell.run("backup", home.resolve("copy.zip").toString());
        assertThat(backup.code()).isEqualTo(ExitCode.NOT_RIGHT);
        assertThat(backup.out()).contains("guild: 1 entries");
        assertThat(backup.err()).contains("THE COPY LACKS THE LEDGER bad");
        shell.run("import", shell.sample().toString(), "--ledger", "other").succeeds();
    }

    @Test
    void ledgerNamesThatNoFolderCanHaveAreRefusedBeforeAnythingIsWritten() {
        for (String name : new String[] {"", "a\nb", "x".repeat(65)}) {
            assertThat(shell.run("append", name, "T").err()).contains("The name of a ledger has");
            assertThat(shell.run("import", shell.sample().toString(), "--ledger", name)
                            .err())
                    .contains("The name of a ledger has");
        }
        assertThat(shell.data().resolve("ledgers")).doesNotExist();
    }

    @Test
    void numbersOutOfRangeAreRefusedInWords() {
        shell.run("append", "guild", "T").succeeds();
        assertThat(shell.run("entries", "guild", "--limit", "-1").err())
                .contains("The limit must be 1 or more, not -1");
        assertThat(shell.run("entries", "guild", "--week", "0").err()).contains("There is no week 0; weeks are 1 to");
    }

    @Test
    void exportLeavesFilesWithLikelyNamesAlone() throws IOException {
        shell.run("append", "guild", "T").succeeds();
        Path mine = shell.write("out.jsonl.new", "mine");
        shell.run("export", "guild", home.resolve("out.jsonl").toString(), "--format", "jsonl")
                .succeeds();
        assertThat(mine).hasContent("mine");
        try (Stream<Path> content = Files.list(home)) {
            assertThat(content.filter(file -> file.toString().endsWith(".new"))).containsExactly(mine);
        }
    }

    @Test
    void verifyReadsEverythingAndFindsNothingWrong() {
        Shell full = Shell.withShippedAddons(home);
        full.json("import", full.sample().toString());
        JsonNode result = full.json("verify");
        assertThat(result.path("ok").asBoolean()).isTrue();
        assertThat(result.path("ledgers").path(0).path("entries").asLong()).isEqualTo(577);
        assertThat(result.path("states"))
                .hasSize(2)
                .allSatisfy(state -> assertThat(state.path("same").asBoolean()).isTrue());
    }

    @Test
    void wrongUseNamesTheMistakeAndTheWayOut() {
        Result unknown = shell.run("entires", "guild");
        assertThat(unknown.code()).isEqualTo(ExitCode.USAGE);
        assertThat(unknown.err()).contains("Did you mean: ledgerstone entries");
        assertThat(shell.run("weeks").err())
                .contains("Missing required parameter: 'LEDGER'", "ledgerstone weeks --help");
        shell.write("ledgerstone.toml", "dta = 'x'\n");
        assertThat(shell.run("ledgers").err()).contains("1:1: there is no setting 'dta'; did you mean 'data'?");
        assertThat(shell.run("ledgers", "--json").json().path("error").asText()).contains("has problems");
    }

    @Test
    void everyCommandHasHelpAndJson() {
        assertThat(Shell.runPlainly("--help").succeeds().out()).contains("demo", "import", "Exit codes");
        for (String command : Shell.runPlainly("--help")
                .out()
                .lines()
                .filter(line -> line.matches("  [a-z-]+ .*"))
                .map(line -> line.strip().replaceFirst(" .*", ""))
                .filter(name -> !name.matches("\\d"))
                .toList()) {
            String help = Shell.runPlainly(command, "--help").succeeds().out();
            if (!command.equals("generate-completion")) {
                assertThat(help).as(command).contains("--json", "--data");
            }
        }
        assertThat(Shell.runPlainly("generate-completion").succeeds().out()).contains("complete");
    }
}

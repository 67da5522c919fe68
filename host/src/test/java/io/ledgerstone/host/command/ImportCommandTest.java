package io.ledgerstone.host.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerstone.host.command.Shell.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
    @TempDir
    Path home;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(home);
    }

    private List<String> ids(String ledger) {
        List<String> ids = new ArrayList<>();
        shell.json("entries", ledger, "--limit", "1000")
                .path("entries")
                .forEach(entry -> ids.add(entry.path("id").asText()));
        return ids;
    }

    @Test
    void nothingIsImportedTwice() {
        String sample = shell.sample().toString();
        JsonNode first = shell.json("import", sample);
        assertThat(first.path("added").asLong()).isEqualTo(577);
        assertThat(first.path("backup").isNull()).isTrue();
        JsonNode second = shell.json("import", sample);
        assertThat(second.path("added").asLong()).isZero();
        assertThat(second.path("known").asLong()).isEqualTo(577);
        assertThat(Path.of(second.path("backup").asText())).exists();
        JsonNode weeks = shell.json("weeks", "guild").path("weeks");
        assertThat(weeks.path(0).path("hash").asLong()).isEqualTo(51079131);
    }

    @Test
    void truncatedFileKeepsItsCompleteRowsAndSaysWhatWasCut() throws IOException {
        byte[] all = Files.readAllBytes(shell.sample());
        Path cut = home.resolve("cut.lua");
        Files.write(cut, java.util.Arrays.copyOf(all, all.length / 2));
        Result result = shell.run("import", cut.toString());
        assertThat(result.code()).isEqualTo(ExitCode.NOT_RIGHT);
        assertThat(result.out())
                .contains("The file is damaged: 1 rows were cut")
                .containsPattern(
                        "line \\d+, column \\d+, in CLM2_DB\\[\"cata alliance testrealm testers\"\\]\\.ledger\\[\\d+\\]");
        JsonNode again = shell.json("import", home.resolve("guild.lua").toString());
        assertThat(again.path("known").asLong()).isPositive();
        assertThat(again.path("known").asLong() + again.path("added").asLong()).isEqualTo(577);
    }

    @Test
    void refusedRowsAreCountedByReasonAndShown() {
        Path file = shell.write(
                "rows.lua",
                "X={l={{_a=1,_b=0,_c=5,_d='T',_e=1},{_a=1,_b=0.5,_c=5,_d='T',_e=1},{_a=1,_b=0,_c=6,_d='T'},"
                        + "{_a=1,_b=0,_c=7,_d='T',_e=1,x=1/0}}}");
        Result result = shell.run("import", file.toString(), "--json");
        assertThat(result.code()).isEqualTo(ExitCode.NOT_RIGHT);
        assertThat(result.json().path("added").asLong()).isEqualTo(1);
        assertThat(result.json().path("refused"))
                .hasToString("{\"KEY_NOT_WHOLE\":1,\"NUMBER\":1,\"REALM_OUT_OF_RANGE\":1}");
        assertThat(result.json().path("refusedRows").path(0).path("item").asText())
                .isEqualTo("[2]");
    }

    @Test
    void equivocalRowsAreKeptAndReported() {
        Path one = shell.write("one.lua", "X={l={{_a=1,_b=0,_c=5,_d='T',_e=1,v=1}}}");
        Path two = shell.write("two.lua", "X={l={{_a=1,_b=0,_c=5,_d='T',_e=1,v=2}}}");
        shell.run("import", one.toString()).succeeds();
        Result result = shell.run("import", two.toString(), "--json");
        assertThat(result.code()).isEqualTo(ExitCode.NOT_RIGHT);
        assertThat(result.json().path("equivocal").asLong()).isEqualTo(1);
        assertThat(shell.json("ledgers")
                        .path("ledgers")
                        .path(0)
                        .path("shadowed")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void fileWithSeveralLedgersAsksWhichOne() {
        Path file = shell.write("two.lua", "X={a={{_a=1,_b=0,_c=5,_d='T'}},b={{_a=1,_b=0,_c=6,_d='T'}}}");
        Result result = shell.run("import", file.toString());
        assertThat(result.code()).isEqualTo(ExitCode.FAILED);
        assertThat(result.err()).contains("--table", "X.a   1 rows", "X.b   1 rows");
        JsonNode imported = shell.json("import", file.toString(), "--table", "X.b", "--ledger", "b");
        assertThat(imported.path("added").asLong()).isEqualTo(1);
        assertThat(imported.path("layout").asText()).isEqualTo("classic");
        assertThat(imported.path("otherTables")).hasToString("{\"X.a\":1}");
    }

    @Test
    void whatIsExportedImportsAsTheSameEntries() {
        shell.json("import", shell.sample().toString());
        List<String> ids = ids("guild");
        for (String style : List.of("--indented", "--variable=CLM2_DB")) {
            Path file = home.resolve("out" + style + ".lua");
            shell.run("export", "guild", file.toString(), style).succeeds();
            Path elsewhere = home.resolve("elsewhere" + style);
            JsonNode imported =
                    shell.json("import", file.toString(), "--ledger", "guild", "--data", elsewhere.toString());
            assertThat(imported.path("added").asLong()).isEqualTo(577);
            List<String> again = new ArrayList<>();
            shell.json("entries", "guild", "--limit", "1000", "--data", elsewhere.toString())
                    .path("entries")
                    .forEach(entry -> again.add(entry.path("id").asText()));
            assertThat(again).isEqualTo(ids);
        }
    }

    @Test
    void entriesThatTheFormatCannotHoldAreLeftOutAndNamed() throws IOException {
        shell.run("append", "guild", "T", "_a=1").succeeds();
        shell.run("append", "guild", "T", "a=1").succeeds();
        Result result = shell.run("export", "guild", home.resolve("o.lua").toString());
        assertThat(result.code()).isEqualTo(ExitCode.NOT_RIGHT);
        assertThat(result.out()).contains("1 entries of guild", "has a name that rows keep for the key");
        shell.run("export", "guild", home.resolve("o.jsonl").toString(), "--format", "jsonl")
                .succeeds();
        assertThat(Files.readAllLines(home.resolve("o.jsonl"))).hasSize(2);
    }

    @Test
    void filesThatAreNoneOrNotThereAreToldPlainly() {
        assertThat(shell.run("import", "/no/such/file.lua").err())
                .isEqualTo("ledgerstone: There is no file /no/such/file.lua\n");
        Path prose = shell.write("prose.txt", "Dear diary,\ntoday we wiped.\n");
        assertThat(shell.run("import", prose.toString()).err())
                .contains("has no entries", "It is damaged, too: line 1, column 6");
        assertThat(shell.data().resolve("ledgers")).doesNotExist();
    }
}

package io.ledgerstone.host.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ledgerstone.host.command.Shell.Result;
import io.ledgerstone.host.config.ConfigFile;
import io.ledgerstone.host.config.ConfigOutcome;
import io.ledgerstone.host.control.ControlServer;
import io.ledgerstone.host.operations.Host;
import io.ledgerstone.ledger.sync.libeventsourcing.DialectLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command with a relay that says everything at once. */
class ChannelCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HELLO = "{\"from\": \"Bert\", \"distribution\": \"GUILD\", \"text\": \"hello\"}\n";

    @TempDir
    Path home;

    private static Result run(Shell shell, String input, String... args) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return shell.run(args);
        } finally {
            System.setIn(before);
        }
    }

    private static List<JsonNode> lines(Result result) {
        return result.out()
                .lines()
                .map(line -> {
                    try {
                        return JSON.readTree(line);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    @Test
    void everyLineIsAnsweredAndWhatIsWrongIsSaidToBoth() {
        Shell shell = new Shell(home);
        Result result = run(
                shell,
                HELLO + "nonsense\n{\"do\": \"status\"}\n",
                "channel",
                "--name",
                "Anna",
                "--addon",
                "plain",
                "--fields",
                "TE=m,n",
                "--fields",
                "XX=",
                "--from",
                "Bert,Carl");
        assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.NOT_RIGHT);
        assertThat(lines(result))
                .extracting(line -> line.path("type").asText())
                .containsExactly("open", "malformed", "error", "status");
        assertThat(lines(result).getFirst().has("channel")).isFalse();
        assertThat(lines(result).get(2).path("line").asLong()).isEqualTo(2);
        assertThat(result.err())
                .contains(
                        "Anna is on the channel for the ledger guild, 0 entries, which is new and has cross-realm keys.",
                        "No host runs on this data folder",
                        "Bert sent what is no message: ",
                        "Line 2 of the relay: this is no JSON",
                        "guild as Anna: unknown, 0 entries, 1 messages received, 0 sent",
                        "1 lines of the relay made no sense");
    }

    @Test
    void entriesAreSentOnOrderAndTakenByAnotherHost() {
        Shell anna = new Shell(home.resolve("anna"));
        Shell bert = new Shell(home.resolve("bert"));
        anna.run("append", "guild", "TE", "m=one").succeeds();
        anna.run("append", "guild", "TE", "m=two").succeeds();
        String[] options = {"--addon", "plain", "--fields", "TE=m", "--json"};
        Result sent =
                run(anna, "{\"do\": \"send-all\", \"target\": \"Bert\"}\n", with(options, "channel", "--name", "Anna"));
        JsonNode line = lines(sent.succeeds()).getLast();
        assertThat(line.path("type").asText()).isEqualTo("send");
        assertThat(sent.err()).isEmpty();
        String message = JSON.createObjectNode()
                .put("from", "Anna")
                .put("distribution", line.path("distribution").asText())
                .put("payload", line.path("payload").asText())
                .toString();
        run(bert, message + "\n", with(options, "channel", "--name", "Bert")).succeeds();
        assertThat(bert.json("entries", "guild").path("entries"))
                .isEqualTo(anna.json("entries", "guild").path("entries"))
                .hasSize(2);
    }

    private static String[] with(String[] options, String... first) {
        return Stream.concat(Arrays.stream(first), Arrays.stream(options)).toArray(String[]::new);
    }

    @Test
    void runningHostShowsItsChannels() {
        Shell shell = new Shell(home);
        ConfigOutcome.Read read = (ConfigOutcome.Read) ConfigFile.read(home.resolve("ledgerstone.toml"));
        try (Host host = Host.open(shell.data(), read.config())) {
            ControlServer server = ControlServer.start(shell.data(), host);
            try (server) {
                assertThat(shell.run("channel", "--status").succeeds().out()).contains("No channel is open.");
                host.perform(
                        "channel-open",
                        JSON.createObjectNode().put("ledger", "guild").put("name", "Anna"),
                        (step, done, total) -> {});
                assertThat(shell.run("channel", "--status").succeeds().out())
                        .contains("guild as Anna: unknown, 0 entries, 0 messages received, 0 sent");
                assertThat(shell.json("channel", "--status").path("channels")).hasSize(1);
                Result taken = run(shell, HELLO + largest(), "channel", "--name", "Anna");
                assertThat(lines(taken))
                        .extracting(line -> line.path("type").asText())
                        .containsExactly("open", "malformed", "malformed");
                assertThat(taken.succeeds().err())
                        .doesNotContain("No host runs")
                        .contains("Bert", "unknown");
                assertThat(shell.json("channel", "--status").path("channels")).isEmpty();
            }
        }
    }

    /** A message of as many bytes as one may have, which is none of the addon's. */
    private static String largest() {
        return JSON.createObjectNode()
                        .put("from", "Bert")
                        .put("distribution", "GUILD")
                        .put("payload", Base64.getEncoder().encodeToString(new byte[DialectLimits.CHANNEL_BYTES_MAX]))
                + "\n";
    }

    @Test
    void nameIsAskedForAndMistakesAreNamed() {
        Shell shell = new Shell(home);
        Result nameless = run(shell, "", "channel");
        assertThat(nameless.code()).isEqualTo(ExitCode.USAGE);
        assertThat(nameless.err()).contains("--name and the name");
        Result wrong = run(shell, "", "channel", "--name", "Anna", "--fields", "TE");
        assertThat(wrong.code()).isEqualTo(ExitCode.FAILED);
        assertThat(wrong.err()).contains("'TE' does not tell the fields");
    }
}

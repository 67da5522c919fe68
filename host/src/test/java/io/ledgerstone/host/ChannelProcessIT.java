package io.ledgerstone.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.host.control.Operations;
import io.ledgerstone.host.control.Progress;
import io.ledgerstone.host.control.RemoteOperations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The channel command as a process, beside a running host and alone, with this test as relay. */
class ChannelProcessIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private Path home(String name) throws IOException {
        Path home = Files.createDirectories(folder.resolve(name));
        Files.writeString(home.resolve("ledgerstone.toml"), "plugins = []\n");
        return home;
    }

    private static ObjectNode ask(Path home, String operation, ObjectNode parameters) {
        try (Operations host = RemoteOperations.connect(home.resolve("data")).orElseThrow()) {
            return host.perform(operation, parameters, Progress.NONE);
        }
    }

    private static JsonNode entries(Path home) {
        return ask(home, "entries", JSON.createObjectNode().put("ledger", "guild"))
                .path("entries");
    }

    private static HostProcess channel(Path home, String name) {
        return HostProcess.start(home, "channel", "--name", name, "--addon", "plain", "--fields", "TE=m", "--json")
                .says("\"type\":\"open\"");
    }

    private static void append(Path home, String text) {
        ObjectNode entry = JSON.createObjectNode().put("ledger", "guild").put("type", "TE");
        entry.putObject("fields").put("m", text);
        ask(home, "append", entry);
    }

    /** The lines of one type that a channel wrote so far; the last line may not be whole yet. */
    private static List<JsonNode> lines(HostProcess channel, String type) {
        String written = channel.written();
        return written.substring(0, written.lastIndexOf('\n') + 1)
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(ChannelProcessIT::json)
                .filter(line -> line.path("type").asText().equals(type))
                .toList();
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the n-th message of one and brings it to the other. */
    private static void relay(HostProcess from, String name, int number, HostProcess to) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(lines(from, "send")).hasSizeGreaterThanOrEqualTo(number));
        JsonNode send = lines(from, "send").get(number - 1);
        to.hears(JSON.createObjectNode()
                .put("from", name)
                .put("distribution", send.path("distribution").asText())
                .put("prefix", send.path("prefix").asText())
                .put("payload", send.path("payload").asText())
                .toString());
    }

    @Test
    void entryOfARunningHostComesToAnotherFolderAndTheChannelEndsWithItsRelay() throws Exception {
        Path anna = home("anna");
        Path bert = home("bert");
        try (HostProcess host = HostProcess.start(anna, "run").says("A host runs on ");
                HostProcess fromAnna = channel(anna, "Anna");
                HostProcess fromBert = channel(bert, "Bert")) {
            append(anna, "hello");
            relay(fromAnna, "Anna", 1, fromBert);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(entries(bert)).hasSize(1));
            assertThat(entries(bert)).isEqualTo(entries(anna));
            fromBert.hears("nonsense");
            fromBert.hears("{\"do\": \"status\"}");
            fromBert.says("\"type\":\"error\",\"line\":2").says("\"type\":\"status\"");
            assertThat(lines(fromBert, "status")
                            .getFirst()
                            .path("peers")
                            .path(0)
                            .path("added")
                            .asLong())
                    .isEqualTo(1);
            fromBert.hearsNoMore();
            assertThat(fromBert.ends()).isEqualTo(3);
            fromAnna.hearsNoMore();
            assertThat(fromAnna.ends()).isZero();
            assertThat(ask(anna, "channels", JSON.createObjectNode()).path("channels"))
                    .isEmpty();
            host.stop();
            host.says("The host has stopped.");
        }
        try (HostProcess entries = HostProcess.start(bert, "entries", "guild")) {
            assertThat(entries.ends()).isZero();
            assertThat(entries.written()).contains("hello");
        }
    }

    @Test
    void channelIsOpenedAgainAfterItsCommandWasKilled() throws Exception {
        Path anna = home("anna");
        try (HostProcess host = HostProcess.start(anna, "run").says("A host runs on ")) {
            try (HostProcess killed = channel(anna, "Anna")) {
                killed.kill();
            }
            try (HostProcess again = channel(anna, "Anna")) {
                append(anna, "hello");
                again.says("\"type\":\"send\"");
                assertThat(ask(anna, "channels", JSON.createObjectNode()).path("channels"))
                        .hasSize(1);
                host.kill();
                assertThat(again.ends()).isEqualTo(1);
            }
        }
    }
}

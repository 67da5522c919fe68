package io.ledgerstone.host.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ledgerstone.host.config.Config;
import io.ledgerstone.host.config.ConfigFile;
import io.ledgerstone.host.config.ConfigOutcome;
import io.ledgerstone.host.control.Progress;
import io.ledgerstone.host.operations.Host;
import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.Query;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.KeyLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts that are linked tell whether their addons came to the same states, and where not. */
final class StatesOfPeersTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int ENTRIES = 200;
    private static final int LONG_NOTE = 137;

    /** What a text may hold is a limit of the host, so the same code makes two states where it is another one. */
    private static final String CODE = """
            local guild = ledger("guild")
            guild:init(function(state) state.sum = 0 state.notes = 0 end)
            guild:on("award", function(state, e)
              state.sum = state.sum + e.amount
              if pcall(string.rep, "x", e.length) then state.notes = state.notes + 1 end
            end)
            """;

    @TempDir
    Path home;

    private final List<Host> hosts = new ArrayList<>();

    private Path folder(int node) {
        return home.resolve("h" + node);
    }

    private Host start(int node, String code, long textBytes) throws IOException {
        write(node, code);
        String seeds = hosts.isEmpty()
                ? ""
                : "seeds = [\"" + hosts.getFirst().mesh().running().address() + "\"]\n";
        Path file = Files.writeString(
                folder(node).resolve(ConfigFile.NAME),
                "[addons]\ntext-bytes-max = " + textBytes + "\n[mesh]\nmode = \"insecure\"\nnode = " + node
                        + "\nname = \"host of " + node + "\"\nlisten = \"127.0.0.1:0\"\n" + seeds);
        Config config = ((ConfigOutcome.Read) ConfigFile.read(file)).config();
        Host host = Host.open(folder(node).resolve("data"), config);
        hosts.add(host);
        host.addons().startAll();
        host.mesh().start();
        return host;
    }

    private void write(int node, String code) throws IOException {
        Path plugin = Files.createDirectories(folder(node).resolve("plugins").resolve("Points"));
        Files.writeString(plugin.resolve("Points.toc"), "## Title: Points\nmain.lua\n");
        Files.writeString(plugin.resolve("main.lua"), code);
    }

    private static Ledger guild(Host host) {
        return host.ledgers().findOrMake("guild", KeyLayout.CROSS_REALM);
    }

    private static void append(Host host) {
        for (int i = 1; i <= ENTRIES; i++) {
            guild(host)
                    .append("award", Map.of("amount", i, "length", i == LONG_NOTE ? 100_000 : 10))
                    .join();
        }
    }

    /** What a host says about its addon and the only peer's, or nothing. */
    private static JsonNode state(Host host) {
        for (JsonNode ledger : host.perform("peers", JsonNodeFactory.instance.objectNode(), Progress.NONE)
                .path("ledgers")) {
            if (ledger.path("name").asText().equals("guild")) {
                return ledger.path("states").path(0);
            }
        }
        return JsonNodeFactory.instance.missingNode();
    }

    private static String verdict(Host host) {
        return state(host).path("verdict").asText();
    }

    @AfterEach
    void close() {
        hosts.forEach(Host::close);
    }

    @Test
    void hostsWithOtherLimitsFindTheEntryAndWriteWhatDiffers() throws Exception {
        Host a = start(1, CODE, 1_000_000);
        Host b = start(2, CODE, 70_000);
        append(a);
        await().atMost(SOON)
                .until(() -> state(a).path("report").isTextual()
                        && state(b).path("report").isTextual());
        List<Entry> entries;
        try (Stream<Entry> all = guild(a).entries(Query.ALL)) {
            entries = all.toList();
        }
        String key = entries.get(LONG_NOTE - 1).key().text(KeyLayout.CROSS_REALM);
        for (Host host : hosts) {
            assertThat(verdict(host)).isEqualTo("differs");
            assertThat(state(host).path("name").asText())
                    .isEqualTo("host of " + state(host).path("peer").asText());
            assertThat(state(host).path("position").asInt()).isEqualTo(LONG_NOTE);
            assertThat(state(host).path("key").asText()).isEqualTo(key);
        }
        assertThat(Path.of(state(a).path("report").asText()))
                .content()
                .contains("entry " + LONG_NOTE + " in ledger order, key " + key)
                .contains("state.notes\n    ours   " + LONG_NOTE + ".0\n    theirs " + (LONG_NOTE - 1) + ".0");
    }

    @Test
    void otherCodeIsNotComparedUntilItIsTheSame() throws Exception {
        Host a = start(1, CODE, 1_000_000);
        start(2, CODE.replace("state.sum + e.amount", "state.sum - e.amount"), 1_000_000);
        append(a);
        await().atMost(SOON).until(() -> verdict(a).equals("other code"));
        write(2, CODE);
        hosts.getLast().addons().reload("Points").join();
        await().atMost(SOON).until(() -> verdict(a).equals("agrees"));
    }

    @Test
    void statesAgreeAfterEveryEntryThatCame() throws Exception {
        Host a = start(1, CODE, 1_000_000);
        Host b = start(2, CODE, 1_000_000);
        append(a);
        await().atMost(SOON)
                .until(() -> state(b).path("entries").asInt() == ENTRIES
                        && verdict(b).equals("agrees"));
        guild(b).append("award", Map.of("amount", 1, "length", 1)).join();
        await().atMost(SOON)
                .until(() -> state(a).path("entries").asInt() == ENTRIES + 1
                        && verdict(a).equals("agrees"));
    }
}

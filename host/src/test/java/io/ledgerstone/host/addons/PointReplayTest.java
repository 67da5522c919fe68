package io.ledgerstone.host.addons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgerstone.host.HostException;
import io.ledgerstone.host.config.Config;
import io.ledgerstone.host.config.ConfigFile;
import io.ledgerstone.host.config.ConfigOutcome;
import io.ledgerstone.host.operations.Host;
import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.codec.StateDigest;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.sync.StateHash;
import io.ledgerstone.ledger.sync.StatePoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PointReplayTest {
    private static final int ENTRIES = 200;
    private static final String CODE = """
            local guild = ledger("guild")
            guild:init(function(state) state.sum = 0 end)
            guild:on("award", function(state, e) state.sum = state.sum + e.amount end)
            """;

    @TempDir
    Path home;

    private @Nullable Host started;

    private void start(String code) throws IOException {
        Path plugin = Files.createDirectories(home.resolve("plugins").resolve("Points"));
        Files.writeString(plugin.resolve("Points.toc"), "## Title: Points\nmain.lua\n");
        Files.writeString(plugin.resolve("main.lua"), code);
        Path file = Files.writeString(home.resolve(ConfigFile.NAME), "");
        Config config = ((ConfigOutcome.Read) ConfigFile.read(file)).config();
        started = Host.open(home.resolve("data"), config);
        host().addons().startAll();
    }

    private Host host() {
        return Objects.requireNonNull(started);
    }

    private Ledger guild() {
        return host().ledgers().findOrMake("guild", KeyLayout.CLASSIC);
    }

    private void append() {
        for (int i = 1; i <= ENTRIES; i++) {
            guild().append("award", Map.of("amount", i)).join();
        }
    }

    @AfterEach
    void close() {
        host().close();
    }

    @Test
    void aReplayStopsAtPositionsAndTellsOfItsEntries() throws Exception {
        start(CODE);
        append();
        PointReplay.Result result = host().addons().replay("Points", guild(), List.of(0L, 1L, 100L, 200L, 300L));
        List<StatePoint> points = result.points();
        assertThat(points).extracting(StatePoint::position).containsExactly(0L, 1L, 100L, 200L, 300L);
        assertThat(points.get(0).last()).isNull();
        assertThat(points.get(3).digest()).isEqualTo(points.get(4).digest());
        assertThat(points.get(3).entries()).isEqualTo(points.get(4).entries());
        assertThat(points.subList(0, 4)).extracting(StatePoint::entries).doesNotHaveDuplicates();
        assertThat(StateHash.parse(StateDigest.of(result.state())))
                .isEqualTo(host().addons()
                        .digest("Points", "guild")
                        .get()
                        .orElseThrow()
                        .digest());
    }

    @Test
    void aHandlerThatFailsEndsTheReplayWithItsReason() throws Exception {
        start(CODE.replace("state.sum +", "nothing +"));
        append();
        assertThatThrownBy(() -> host().addons().replay("Points", guild(), List.of(9L)))
                .isInstanceOf(HostException.class)
                .hasMessageContaining("handler");
        assertThat(host().addons().digest("Points", "guild").get()).isEmpty();
    }
}

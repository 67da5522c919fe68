package io.ledgerstone.host.addons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ledgerstone.addon.AddonSource;
import io.ledgerstone.host.HostException;
import io.ledgerstone.host.config.Config;
import io.ledgerstone.host.config.ConfigFile;
import io.ledgerstone.host.config.ConfigOutcome;
import io.ledgerstone.host.folder.DataFolder;
import io.ledgerstone.host.folder.Ledgers;
import io.ledgerstone.ledger.Authorization;
import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.LedgerOptions;
import io.ledgerstone.ledger.Query;
import io.ledgerstone.ledger.Source;
import io.ledgerstone.ledger.codec.StateDigest;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.sync.StateHash;
import io.ledgerstone.ledger.sync.StatePoint;
import io.ledgerstone.ledger.sync.StateSync;
import io.ledgerstone.ledger.sync.StateVerdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateWatchTest {
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

    private final ExecutorService loop = Executors.newSingleThreadExecutor();
    private final List<HostParts> hosts = new ArrayList<>();

    /** A host without anything around its addons. */
    private final class HostParts {
        final String name;
        final Path data;
        final DataFolder folder;
        final Ledgers ledgers;
        final Addons addons;
        final Ledger ledger;
        final StateSync sync = new StateSync("guild", KeyLayout.CLASSIC, new Random(1)::nextInt);
        final StateWatch watch;

        HostParts(String name, String code, long textBytes) throws IOException {
            this.name = name;
            Path root = home.resolve(name);
            data = root.resolve("data");
            Path plugin = Files.createDirectories(root.resolve("plugins").resolve("Points"));
            Files.writeString(plugin.resolve("Points.toc"), "## Title: Points\nmain.lua\n");
            Files.writeString(plugin.resolve("main.lua"), code);
            Path file = root.resolve(ConfigFile.NAME);
            Files.writeString(file, "[addons]\ntext-bytes-max = " + textBytes + "\n");
            ConfigOutcome outcome = ConfigFile.read(file);
            assertThat(outcome).isInstanceOf(ConfigOutcome.Read.class);
            Config config = ((ConfigOutcome.Read) outcome).config();
            folder = DataFolder.open(data);
            ledgers = new Ledgers(
                    folder,
                    LedgerOptions.DEFAULT
                            .name("guild")
                            .layout(KeyLayout.CLASSIC)
                            .creator(0, 7),
                    ledgerName -> Authorization.OPEN);
            addons = new Addons(config, ledgers);
            ledger = ledgers.findOrMake("guild", KeyLayout.CLASSIC);
            watch = new StateWatch(
                    addons,
                    ledger,
                    sync,
                    data.resolve("reports"),
                    new StateWatch.Loop(
                            loop,
                            () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()),
                            send -> hosts.stream()
                                    .filter(host -> host.name.equals(send.peer()))
                                    .forEach(host -> loop.execute(() -> host.receive(name, send.frame())))));
            addons.startAll();
            hosts.add(this);
        }

        void receive(String from, byte[] frame) {
            sync.receive(from, frame, TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
            watch.pump();
        }

        StateVerdict verdict(String peer) throws Exception {
            return loop.submit(() -> sync.verdicts()
                            .getOrDefault(peer, new TreeMap<>())
                            .getOrDefault("Points", new StateVerdict.Unknown()))
                    .get();
        }

        void close() {
            watch.close();
            addons.close();
            ledgers.close();
            folder.close();
        }
    }

    @AfterEach
    void close() {
        hosts.forEach(HostParts::close);
        loop.shutdownNow();
    }

    private static void append(Ledger ledger) {
        for (int i = 1; i <= ENTRIES; i++) {
            ledger.append("award", Map.of("amount", i, "length", i == LONG_NOTE ? 100_000 : 10))
                    .join();
        }
    }

    private void meet(HostParts one, HostParts two) {
        append(one.ledger);
        two.ledger.insert(one.ledger.entries(Query.ALL).toList(), Source.LOCAL).join();
        loop.execute(() -> {
            one.sync.up(two.name, 0);
            two.sync.up(one.name, 0);
        });
        hosts.forEach(host -> host.watch.look());
    }

    private static List<Path> reports(HostParts host) throws IOException {
        Path folder = host.data.resolve("reports");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> sorted = files.sorted().toList();
            // The JSON is written last; half of it has no end.
            return sorted.isEmpty() || Files.readString(sorted.getFirst()).endsWith("}") ? sorted : List.of();
        }
    }

    @Test
    void hostsWithOtherLimitsFindTheEntryAndWriteWhatDiffers() throws Exception {
        HostParts a = new HostParts("a", CODE, 1_000_000);
        HostParts b = new HostParts("b", CODE, 70_000);
        meet(a, b);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> reports(a).size() == 2 && reports(b).size() == 2);
        String key = a.ledger
                .entries(Query.ALL)
                .skip(LONG_NOTE - 1)
                .findFirst()
                .orElseThrow()
                .key()
                .text(KeyLayout.CLASSIC);
        assertThat(reports(a).get(1).getFileName().toString()).matches("STATE-guild-Points-b-.*\\.txt");
        assertThat(reports(a).get(1))
                .content()
                .contains("entry " + LONG_NOTE + " in ledger order, key " + key)
                .contains("state.notes\n    ours   137.0\n    theirs 136.0");
        assertThat(reports(b).get(0)).content().contains("\"position\" : " + LONG_NOTE, "\"path\" : \".notes\"");
        assertThat(a.verdict("b")).isInstanceOf(StateVerdict.DiffersSince.class);
    }

    @Test
    void codeThatDiffersAtOneTypeIsOtherCode() throws Exception {
        HostParts a = new HostParts("a", CODE, 1_000_000);
        HostParts b = new HostParts("b", CODE.replace("state.sum + e.amount", "state.sum - e.amount"), 1_000_000);
        meet(a, b);
        await().atMost(Duration.ofSeconds(60)).until(() -> a.verdict("b") instanceof StateVerdict.OtherCode);
        assertThat(reports(a)).isEmpty();
    }

    @Test
    void equalHostsAgree() throws Exception {
        HostParts a = new HostParts("a", CODE, 1_000_000);
        HostParts b = new HostParts("b", CODE, 1_000_000);
        meet(a, b);
        await().atMost(Duration.ofSeconds(60)).until(() -> a.verdict("b") instanceof StateVerdict.Agrees);
    }

    @Test
    void aReplayStopsAtPositionsAndTellsOfItsEntries() throws Exception {
        HostParts a = new HostParts("a", CODE, 1_000_000);
        append(a.ledger);
        PointReplay.Result result = a.addons.replay("Points", a.ledger, List.of(0L, 1L, 100L, 200L, 300L));
        List<StatePoint> points = result.points();
        assertThat(points).extracting(StatePoint::position).containsExactly(0L, 1L, 100L, 200L, 300L);
        assertThat(points.get(0).last()).isNull();
        assertThat(points.get(3).digest()).isEqualTo(points.get(4).digest());
        assertThat(points.get(3).entries()).isEqualTo(points.get(4).entries());
        assertThat(points.subList(0, 4)).extracting(StatePoint::entries).doesNotHaveDuplicates();
        assertThat(StateHash.parse(StateDigest.of(result.state())))
                .isEqualTo(
                        a.addons.digest("Points", "guild").get().orElseThrow().digest());
    }

    @Test
    void aHandlerThatFailsEndsTheReplayWithItsReason() throws Exception {
        HostParts a = new HostParts("a", CODE.replace("state.sum +", "nothing +"), 1_000_000);
        append(a.ledger);
        assertThatThrownBy(() -> a.addons.replay("Points", a.ledger, List.of(9L)))
                .isInstanceOf(HostException.class)
                .hasMessageContaining("handler");
        assertThat(a.addons.digest("Points", "guild").get()).isEmpty();
    }

    @Test
    void theHashOfCodeIsOfFilesInLoadOrder() {
        AddonSource.SourceFile one = new AddonSource.SourceFile("a.lua", "x");
        AddonSource.SourceFile two = new AddonSource.SourceFile("b.lua", "y");
        StateHash hash = AddonCode.of("Lua", new AddonSource("A", List.of(one, two)));
        assertThat(hash).isEqualTo(AddonCode.of("Lua", new AddonSource("B", List.of(one, two))));
        assertThat(hash).isNotEqualTo(AddonCode.of("Lua", new AddonSource("A", List.of(two, one))));
        assertThat(hash).isNotEqualTo(AddonCode.of("JavaScript", new AddonSource("A", List.of(one, two))));
    }
}

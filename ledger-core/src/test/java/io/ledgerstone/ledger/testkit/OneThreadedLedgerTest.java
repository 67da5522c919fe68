package io.ledgerstone.ledger.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgerstone.ledger.Appended;
import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.LedgerOptions;
import io.ledgerstone.ledger.LedgerThreads;
import io.ledgerstone.ledger.Query;
import io.ledgerstone.ledger.Registration;
import io.ledgerstone.ledger.Source;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.replay.Reducer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole ledger on the thread of its test, on a disk that is not real. */
final class OneThreadedLedgerTest {
    private static final Source PEER = new Source(Source.Kind.PEER, "5");

    private final QueuedTasks tasks = new QueuedTasks();
    private final List<CompletableFuture<?>> asked = new ArrayList<>();
    private long seconds = 1_700_000_000;
    private final LedgerOptions options = LedgerOptions.DEFAULT
            .creator(1, 7)
            .clock(() -> Instant.ofEpochSecond(seconds))
            .checkpointBytes(20_000)
            .threads(LedgerThreads.of(tasks));

    private static SimulatedLedgerDisk newDisk(long seed) {
        return new SimulatedLedgerDisk("guild", KeyLayout.CROSS_REALM, seed);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void whatWasAcknowledgedSurvivesACrashAtAnyPoint(long seed) {
        Random random = new Random(seed);
        SimulatedLedgerDisk disk = newDisk(seed);
        List<Entry> acknowledged = new ArrayList<>();
        for (int life = 0; life < 40; life++) {
            disk.cutPowerAfter(random.nextInt(4) == 0 ? random.nextInt(4) : random.nextInt(200));
            try {
                live(disk, random, acknowledged);
            } catch (SimulatedPower.PowerCut | CompletionException e) {
                assertThat(disk.isCut()).as("seed %s: %s", seed, e).isTrue();
            }
            tasks.drop();
            disk.cutPower();
            disk.limitTo(Long.MAX_VALUE);
            disk.failForces(0);
            assertHas(disk, acknowledged, "seed " + seed + ", life " + life);
        }
        assertThat(acknowledged).as("seed %s", seed).hasSizeGreaterThan(300);
    }

    /** Appends, inserts and checkpoints on a disk that is full or fails at times, until the power is cut. */
    private void live(SimulatedLedgerDisk disk, Random random, List<Entry> acknowledged) {
        Ledger ledger = Ledger.open(disk, options);
        while (!disk.isCut()) {
            seconds += random.nextInt(20_000);
            switch (random.nextInt(12)) {
                case 0 -> disk.limitTo(disk.bytes() + random.nextInt(10_000));
                case 1 -> disk.failForces(1);
                case 2 -> asked.add(ledger.checkpoint());
                case 3 -> disk.limitTo(Long.MAX_VALUE);
                default -> {
                    Map<String, Object> fields = Map.of("player", "p".repeat(random.nextInt(90)), "n", seconds);
                    asked.add(
                            ledger.append("award", fields).thenAccept(appended -> acknowledged.add(appended.entry())));
                    Entry foreign = award(ledger, seconds - random.nextInt(2_000_000), random.nextInt(9));
                    asked.add(ledger.insert(List.of(foreign), PEER).thenAccept(inserted -> acknowledged.add(foreign)));
                }
            }
            if (random.nextBoolean()) {
                tasks.runAll();
            } else {
                tasks.runOne();
            }
        }
    }

    private void append(Ledger ledger, int n) {
        asked.add(ledger.append("award", Map.of("n", n)));
    }

    private static Entry award(Ledger ledger, long time, int creator) {
        return ledger.codec().seal(Key.of(time, 0, 2, creator), "award", Fields.of(Map.of("n", time)));
    }

    private void assertHas(SimulatedLedgerDisk disk, List<Entry> acknowledged, String what) {
        try (Ledger ledger = Ledger.open(disk, options)) {
            assertThat(ledger.entries(Query.ALL)).as(what).containsAll(acknowledged);
            // Of a group that was not acknowledged the journal may have later records without earlier ones.
            assertThat(ledger.verify().problems())
                    .as(what)
                    .allMatch(problem -> problem.startsWith("the journal's file"));
        }
    }

    @Test
    void theSameSeedDoesTheSame() {
        List<byte[]> first = aLife(newDisk(3));
        tasks.drop();
        seconds = 1_700_000_000;
        List<byte[]> second = aLife(newDisk(3));
        assertThat(first).hasSizeGreaterThan(3);
        assertThat(second).hasSameSizeAs(first);
        for (int i = 0; i < first.size(); i++) {
            assertThat(Arrays.equals(first.get(i), second.get(i))).isTrue();
        }
    }

    private List<byte[]> aLife(SimulatedLedgerDisk disk) {
        disk.cutPowerAfter(150);
        try {
            live(disk, new Random(3), new ArrayList<>());
        } catch (SimulatedPower.PowerCut | CompletionException e) {
            assertThat(disk.isCut()).isTrue();
        }
        tasks.drop();
        disk.cutPower();
        return disk.contents();
    }

    @Test
    void nothingHappensUntilTheTasksAreRun() {
        Ledger ledger = Ledger.open(newDisk(1), options);
        CompletableFuture<Appended> appended = ledger.append("award", Map.of("n", 1));
        assertThat(appended).isNotDone();
        assertThat(ledger.entries(Query.ALL)).isEmpty();
        tasks.runAll();
        assertThat(appended).isCompleted();
        assertThat(ledger.entries(Query.ALL)).hasSize(1);
    }

    @Test
    void closingDoesWhatWasAskedForWithoutWaiting() {
        SimulatedLedgerDisk disk = newDisk(1);
        CompletableFuture<Appended> appended;
        try (Ledger ledger = Ledger.open(disk, options)) {
            appended = ledger.append("award", Map.of("n", 1));
        }
        tasks.runAll();
        assertThat(appended).isCompleted();
        assertThat(disk.tableNames()).hasSize(2);
        try (Ledger ledger = Ledger.open(disk, options)) {
            assertThat(ledger.entries(Query.ALL)).hasSize(1);
            assertThat(ledger.status().checkpoint()).isEqualTo(1);
        }
    }

    @Test
    void aDamagedTableIsMendedOnTheSpot() {
        SimulatedLedgerDisk disk = newDisk(1);
        try (Ledger ledger = Ledger.open(disk, options)) {
            for (int i = 0; i < 300; i++) {
                append(ledger, i);
            }
        }
        String table = disk.tableNames().getLast();
        assertThat(table).startsWith("w-");
        disk.flipInTable(table, 9000, 3);
        try (Ledger ledger = Ledger.open(disk, options)) {
            assertThat(ledger.entries(Query.ALL)).hasSize(300);
            assertThat(disk.tableNames()).contains("bad-" + table);
        }
    }

    @Test
    void whoeverAsksIsToldOfNewEntriesUntilTheyHaveEnough() {
        Ledger ledger = Ledger.open(newDisk(1), options);
        List<Long> counts = new ArrayList<>();
        Registration registration =
                ledger.whenGrown(() -> counts.add(ledger.index(PEER).total()));
        append(ledger, 1);
        append(ledger, 2);
        tasks.runAll();
        append(ledger, 3);
        tasks.runAll();
        registration.close();
        append(ledger, 4);
        tasks.runAll();
        assertThat(counts).containsExactly(2L, 3L);
    }

    @Test
    void aReplayFollowsOnTheSameThread() {
        Ledger ledger = Ledger.open(newDisk(1), options);
        Reducer.Fold<Map<String, Double>> fold = Reducer.<Map<String, Double>>startingWith(HashMap::new)
                .on("award", (state, e) -> state.merge("sum", e.fields().number("n", 0), Double::sum))
                .fold();
        Ledger.FollowedReplay followed = ledger.replay(fold, () -> {});
        append(ledger, 1);
        append(ledger, 2);
        tasks.runAll();
        followed.replay().catchUp(Long.MAX_VALUE);
        assertThat(fold.state()).containsEntry("sum", 3.0);
    }

    @Test
    void aClosedLedgerRefuses() {
        Ledger ledger = Ledger.open(newDisk(1), options);
        ledger.close();
        CompletableFuture<Appended> appended = ledger.append("award", Map.of("n", 1));
        assertThatThrownBy(appended::join).hasMessageContaining("The ledger is closed");
    }
}

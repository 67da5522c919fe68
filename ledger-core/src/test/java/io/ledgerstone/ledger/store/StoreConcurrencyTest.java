package io.ledgerstone.ledger.store;

import static io.ledgerstone.ledger.store.StoreFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.testkit.RandomEntries;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreConcurrencyTest {
    private static final int ENTRIES = 20_000;
    private static final int READERS = 3;

    @TempDir
    Path folder;

    @Test
    void readersSeeWholeSnapshotsWhileCheckpointsRun() throws InterruptedException, ExecutionException {
        EntryStore store = StoreFixture.open(folder);
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(READERS + 1)) {
            List<Future<Integer>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(threads.submit(reader(store, done)));
            }
            Future<CheckpointOutcome> checkpoint = threads.submit(store.beginCheckpoint(0, Map.of())::run);
            for (int position = 0; position < ENTRIES; position++) {
                store.insert(RandomEntries.spread(position), position);
                if (position % 17 == 0) {
                    store.publish(position + 1);
                }
                if (position % 2000 == 0) {
                    assertThat(checkpoint.get()).isInstanceOf(CheckpointOutcome.Completed.class);
                    checkpoint = threads.submit(store.beginCheckpoint(position + 1, Map.of())::run);
                }
            }
            store.publish(ENTRIES);
            done.set(true);
            for (Future<Integer> reader : readers) {
                assertThat(reader.get()).isPositive();
            }
        }
        StoreFixture.assertHolds(store.view(), ENTRIES);
        assertThat(store.verify().problems()).isEmpty();
    }

    /** Reads view after view, and counts them. */
    private static Callable<Integer> reader(EntryStore store, AtomicBoolean done) {
        return () -> {
            int views = 0;
            while (!done.get()) {
                StoreView view = store.view();
                assertWhole(view);
                assertWhole(view);
                views++;
            }
            return views + 1;
        };
    }

    /** Checks that a view has exactly the entries below its position: their numbers, which are their counters. */
    private static void assertWhole(StoreView view) {
        long count = 0;
        long sum = 0;
        EntryCursor cursor = view.from(START);
        while (cursor.advance()) {
            count++;
            sum += Key.ofPacked(cursor.keyHigh(), cursor.keyLow()).counter();
        }
        long position = view.position();
        assertThat(count).isEqualTo(position).isEqualTo(view.count());
        assertThat(sum).isEqualTo(position * (position - 1) / 2);
        long inWeeks = 0;
        for (int week : view.weekNumbers()) {
            inWeeks += view.week(week).count();
        }
        assertThat(inWeeks).isEqualTo(position);
    }
}

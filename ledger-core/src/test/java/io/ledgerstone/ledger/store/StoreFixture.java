package io.ledgerstone.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.testkit.RandomEntries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What tests of the store do over and over: a store of the entries {@link RandomEntries#spread} up to a number. */
final class StoreFixture {
    static final Key START = Key.firstAt(0);

    private StoreFixture() {}

    static EntryStore open(Path folder) {
        return EntryStore.open(folder, RandomEntries.CODEC, StoreOptions.defaults());
    }

    static EntryStore open(StoreFolder folder) {
        return EntryStore.open(folder, RandomEntries.CODEC, StoreOptions.defaults());
    }

    /** Inserts the entries of some positions, and publishes. */
    static void insert(EntryStore store, long from, long to) {
        for (long position = from; position < to; position++) {
            store.insert(RandomEntries.spread(position), position);
        }
        store.publish(to);
    }

    static CheckpointOutcome checkpoint(EntryStore store, long position) {
        return store.beginCheckpoint(position, Map.of()).run();
    }

    /** Checks that a view holds the entries below a position and nothing else, in order. */
    static void assertHolds(StoreView view, long position) {
        List<Entry> expected = Stream.iterate(0L, number -> number + 1)
                .limit(position)
                .map(RandomEntries::spread)
                .sorted()
                .toList();
        assertThat(read(view).equals(expected)).as("has all entries").isTrue();
        assertThat(view.count()).isEqualTo(position);
        assertThat(view.total()).isEqualTo(position);
    }

    static List<Entry> read(StoreView view) {
        List<Entry> entries = new ArrayList<>();
        EntryCursor cursor = view.allFrom(START);
        while (cursor.advance()) {
            entries.add(cursor.entry());
        }
        return entries;
    }

    static List<Path> files(Path folder, String prefix) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith(prefix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

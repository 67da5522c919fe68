package io.ledgerstone.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyAdler;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.WeekDigest;
import io.ledgerstone.ledger.testkit.RandomEntries;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The store against a sorted set of the standard library, in random order of everything that can be done to it. */
final class StoreModelTest {
    private static final int WEEKS = 4;

    @TempDir
    Path folder;

    private final TreeSet<Entry> model = new TreeSet<>();
    private final List<Entry> journal = new ArrayList<>();
    private int inserted;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whateverIsDoneTheStoreHoldsWhatASortedSetHolds(long seed) {
        Random random = new Random(seed);
        RandomEntries entries = new RandomEntries(seed);
        EntryStore store = open();
        for (int step = 0; step < 200; step++) {
            switch (random.nextInt(12)) {
                case 0 -> {
                    store.close();
                    store = open();
                    reinsert(store);
                }
                case 1 -> {
                    assertThat(store.beginCheckpoint(inserted, Map.of("step", new byte[] {(byte) step}))
                                    .run())
                            .isInstanceOf(CheckpointOutcome.Completed.class);
                    assertThat(store.notes()).containsEntry("step", new byte[] {(byte) step});
                    assertThat(store.checkpointPosition()).isEqualTo(inserted);
                }
                default -> insert(store, random, entries);
            }
            if (step % 10 == 0) {
                assertSame(store.publish(inserted), random);
            }
        }
        assertThat(store.verify().problems()).isEmpty();
        assertThat(store.health().problems()).isEmpty();
    }

    private EntryStore open() {
        return EntryStore.open(folder, RandomEntries.CODEC, StoreOptions.defaults());
    }

    private void reinsert(EntryStore store) {
        for (int i = (int) store.checkpointPosition(); i < journal.size(); i++) {
            store.insert(journal.get(i), i);
        }
    }

    private void insert(EntryStore store, Random random, RandomEntries entries) {
        for (int i = random.nextInt(20); i >= 0; i--) {
            Entry entry = random.nextInt(10) == 0 && !journal.isEmpty()
                    ? journal.get(random.nextInt(journal.size()))
                    : entries.next(WEEKS);
            Insertion expected = expected(entry);
            assertThat(store.probe(entry)).isEqualTo(expected);
            assertThat(store.insert(entry, inserted)).isEqualTo(expected);
            model.add(entry);
            journal.add(entry);
            inserted++;
        }
    }

    private Insertion expected(Entry entry) {
        if (model.contains(entry)) {
            return Insertion.KNOWN;
        }
        List<Entry> rivals = at(entry.key());
        if (rivals.isEmpty()) {
            return Insertion.ADDED;
        }
        return entry.compareTo(rivals.getFirst()) < 0 ? Insertion.EQUIVOCAL_APPLIED : Insertion.EQUIVOCAL_SHADOWED;
    }

    private List<Entry> at(Key key) {
        return List.copyOf(model.subSet(bound(key, 0), true, bound(key, -1), true));
    }

    private static Entry bound(Key key, long id) {
        return new Entry(key, new EntryId(id, id), "bound", Fields.NONE);
    }

    private List<Entry> applied() {
        List<Entry> applied = new ArrayList<>();
        for (Entry entry : model) {
            if (applied.isEmpty() || !applied.getLast().key().equals(entry.key())) {
                applied.add(entry);
            }
        }
        return applied;
    }

    private void assertSame(StoreView view, Random random) {
        List<Entry> applied = applied();
        assertThat(view.count()).isEqualTo(applied.size());
        assertThat(view.total()).isEqualTo(model.size());
        assertThat(read(view.from(Key.firstAt(0)))).isEqualTo(applied);
        assertThat(read(view.allFrom(Key.firstAt(0)))).isEqualTo(List.copyOf(model));
        Entry probe = new RandomEntries(random.nextLong()).next(WEEKS);
        assertThat(read(view.from(probe.key())))
                .isEqualTo(applied.stream()
                        .filter(entry -> entry.key().compareTo(probe.key()) >= 0)
                        .toList());
        assertThat(view.at(probe.key())).isEqualTo(at(probe.key()));
        assertThat(view.find(probe.key()))
                .isEqualTo(at(probe.key()).stream().findFirst().orElse(null));
        assertThat(view.newest())
                .isEqualTo(model.isEmpty() ? null : model.last().key());
        assertThat(view.equivocations(1000))
                .isEqualTo(applied.stream()
                        .map(Entry::key)
                        .filter(key -> at(key).size() > 1)
                        .toList());
        assertThat(view.weekNumbers())
                .isEqualTo(applied.stream()
                        .map(entry -> entry.key().weekNumber())
                        .distinct()
                        .toList());
        for (int week = RandomEntries.FIRST_WEEK - 1; week <= RandomEntries.FIRST_WEEK + WEEKS; week++) {
            assertThat(view.week(week)).isEqualTo(summary(week, applied));
        }
    }

    private WeekSummary summary(int week, List<Entry> applied) {
        KeyAdler hash = new KeyAdler(KeyLayout.CLASSIC);
        WeekDigest.Builder digest = WeekDigest.builder();
        long count = 0;
        for (Entry entry : applied) {
            if (entry.key().weekNumber() == week) {
                hash.add(entry.key());
                count++;
            }
        }
        model.stream()
                .filter(entry -> entry.key().weekNumber() == week)
                .forEach(entry -> digest.add(entry.id().high(), entry.id().low()));
        return new WeekSummary(week, count, hash.value(), digest.build());
    }

    private static List<Entry> read(EntryCursor cursor) {
        List<Entry> entries = new ArrayList<>();
        while (cursor.advance()) {
            Entry entry = cursor.entry();
            assertThat(entry.key().high()).isEqualTo(cursor.keyHigh());
            assertThat(entry.key().low()).isEqualTo(cursor.keyLow());
            assertThat(entry.id()).isEqualTo(new EntryId(cursor.idHigh(), cursor.idLow()));
            entries.add(entry);
        }
        return entries;
    }
}

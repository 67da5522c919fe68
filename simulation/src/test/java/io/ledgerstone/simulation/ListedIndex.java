package io.ledgerstone.simulation;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.WeekDigest;
import io.ledgerstone.ledger.sync.Bound;
import io.ledgerstone.ledger.sync.EntryIndex;
import io.ledgerstone.ledger.sync.WeekIds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** Entries that nobody checked, as if they were a ledger. */
final class ListedIndex implements EntryIndex {
    private final TreeMap<Integer, List<Entry>> weeks = new TreeMap<>();
    private final int total;

    ListedIndex(Collection<Entry> entries) {
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(null);
        sorted.forEach(entry -> weeks.computeIfAbsent(entry.key().weekNumber(), week -> new ArrayList<>())
                .add(entry));
        total = sorted.size();
    }

    private static Bound bound(Entry entry) {
        Key key = entry.key();
        return new Bound(key.high(), key.low(), entry.id().high(), entry.id().low());
    }

    @Override
    public long total() {
        return total;
    }

    @Override
    public long newestTime() {
        return weeks.isEmpty()
                ? 0
                : weeks.lastEntry().getValue().getLast().key().time();
    }

    @Override
    public List<Integer> weekNumbers() {
        return List.copyOf(weeks.keySet());
    }

    @Override
    public WeekDigest digest(int weekNumber) {
        WeekDigest.Builder digest = WeekDigest.builder();
        weeks.getOrDefault(weekNumber, List.of())
                .forEach(entry -> digest.add(entry.id().high(), entry.id().low()));
        return digest.build();
    }

    @Override
    public WeekIds ids(int weekNumber) {
        WeekIds.Builder ids = WeekIds.builder();
        weeks.getOrDefault(weekNumber, List.of())
                .forEach(entry -> ids.add(
                        entry.key().high(),
                        entry.key().low(),
                        entry.id().high(),
                        entry.id().low()));
        return ids.build();
    }

    @Override
    public void read(Bound from, Bound to, Visitor visitor) {
        for (List<Entry> week : weeks.values()) {
            for (Entry entry : week) {
                Bound at = bound(entry);
                if (at.compareTo(from) >= 0 && at.compareTo(to) < 0 && !visitor.take(entry)) {
                    return;
                }
            }
        }
    }
}

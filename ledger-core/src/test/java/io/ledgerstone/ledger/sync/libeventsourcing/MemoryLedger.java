package io.ledgerstone.ledger.sync.libeventsourcing;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyAdler;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.WeekDigest;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.WeekHash;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A ledger that is a set of entries. Its state is always up to date unless a test says otherwise. */
final class MemoryLedger implements AddonLedger {
    private final KeyLayout layout;
    private final boolean firstWins;
    private final SortedSet<Entry> entries = new TreeSet<>();

    @Nullable Long stateHash;

    long lag;

    /** @param firstWins whether of two entries with one key only the first is kept, as in the library */
    MemoryLedger(KeyLayout layout, boolean firstWins) {
        this.layout = layout;
        this.firstWins = firstWins;
    }

    /** Answers how many were new. */
    long insert(Collection<Entry> more) {
        long before = entries.size();
        for (Entry entry : more) {
            if (!firstWins || entries.stream().noneMatch(other -> other.key().equals(entry.key()))) {
                entries.add(entry);
            }
        }
        return entries.size() - before;
    }

    List<Entry> all() {
        return List.copyOf(entries);
    }

    @Override
    public long total() {
        Set<Key> keys = new HashSet<>();
        entries.forEach(entry -> keys.add(entry.key()));
        return keys.size();
    }

    @Override
    public List<Integer> weekNumbers() {
        return entries.stream()
                .map(entry -> entry.key().weekNumber())
                .distinct()
                .toList();
    }

    @Override
    public WeekHash week(int number) {
        KeyAdler hash = new KeyAdler(layout);
        WeekDigest.Builder digest = WeekDigest.builder();
        int count = 0;
        Set<Key> keys = new HashSet<>();
        for (Entry entry : entries(number)) {
            digest.add(entry.id().high(), entry.id().low());
            if (keys.add(entry.key())) {
                hash.add(entry.key());
                count++;
            }
        }
        return new WeekHash(number, hash.value(), count, digest.build());
    }

    @Override
    public List<Entry> entries(int week) {
        return entries.stream()
                .filter(entry -> entry.key().weekNumber() == week)
                .toList();
    }

    @Override
    public long stateHash() {
        if (stateHash != null) {
            return stateHash;
        }
        KeyAdler hash = new KeyAdler(layout);
        entries.stream().map(Entry::key).distinct().forEach(hash::add);
        return hash.value();
    }

    @Override
    public long lag() {
        return lag;
    }
}

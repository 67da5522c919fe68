package io.ledgerstone.ledger.store;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import java.util.Iterator;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one week that are not in its table yet. The ledger's thread adds; any thread reads, and shows only what is
 * below its view's position.
 */
final class MemWeek {
    /** What an entry takes in the heap beside its body: the objects it consists of and its place in the list. */
    private static final int ENTRY_OVERHEAD_BYTES = 280;

    private final NavigableSet<TableKey> entries = new ConcurrentSkipListSet<>();
    private final long firstPosition;
    private volatile long newestPosition = -1;

    /** An empty one, whose first entry is going to come at a position. */
    MemWeek(long firstPosition) {
        this.firstPosition = firstPosition;
    }

    /** Adds an entry, which is in no layer, and tells about how much of the heap it takes. */
    int add(Entry entry, long position) {
        entries.add(new MemEntry(entry, position));
        newestPosition = position;
        return ENTRY_OVERHEAD_BYTES + EntryCodec.body(entry).length;
    }

    /** Both in one. Neither may grow any more. */
    static MemWeek merged(MemWeek a, MemWeek b) {
        MemWeek merged = new MemWeek(Math.min(a.firstPosition, b.firstPosition));
        merged.entries.addAll(a.entries);
        merged.entries.addAll(b.entries);
        merged.newestPosition = Math.max(a.newestPosition, b.newestPosition);
        return merged;
    }

    boolean contains(TableKey key) {
        return entries.contains(key);
    }

    /** The first entry at or after a key. */
    @Nullable TableKey ceiling(TableKey key) {
        return entries.ceiling(key);
    }

    /** The last entry below a position. */
    @Nullable TableKey last(long limit) {
        Iterator<TableKey> backward = entries.descendingIterator();
        while (backward.hasNext()) {
            TableKey key = backward.next();
            if (((MemEntry) key).position < limit) {
                return key;
            }
        }
        return null;
    }

    Iterator<TableKey> from(@Nullable TableKey first) {
        return first == null ? entries.iterator() : entries.tailSet(first, true).iterator();
    }

    /** The position of the entry that came first. */
    long firstPosition() {
        return firstPosition;
    }

    /** The position of the entry that came last. */
    long newestPosition() {
        return newestPosition;
    }
}

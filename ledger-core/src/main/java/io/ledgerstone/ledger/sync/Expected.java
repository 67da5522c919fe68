package io.ledgerstone.ledger.sync;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** What a responder has asked for: everything in some ranges, and some ids. Bounded. Confined to one thread. */
final class Expected {
    private final NavigableMap<Bound, Bound> ranges = new TreeMap<>();
    private final Set<EntryId> ids = new HashSet<>();

    /** Expects everything in a range; tells whether there is room to remember that. */
    boolean addRange(Range range) {
        if (ranges.size() >= SyncLimits.OPEN_RANGES_MAX && !ranges.containsKey(range.from())) {
            return false;
        }
        ranges.merge(range.from(), range.to(), (a, b) -> a.compareTo(b) < 0 ? b : a);
        return true;
    }

    /** Expects these entries; tells whether there is room to remember that. */
    boolean addIds(Set<EntryId> wanted) {
        if (ids.size() + wanted.size() > SyncLimits.WANTED_IDS_MAX) {
            return ids.containsAll(wanted);
        }
        ids.addAll(wanted);
        return true;
    }

    boolean isExpected(Entry entry) {
        Bound position = Bound.of(entry);
        Map.Entry<Bound, Bound> range = ranges.floorEntry(position);
        return ids.contains(entry.id()) || (range != null && position.compareTo(range.getValue()) < 0);
    }
}

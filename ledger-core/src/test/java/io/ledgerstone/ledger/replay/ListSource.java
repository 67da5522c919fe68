package io.ledgerstone.ledger.replay;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Key;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A growing ledger in memory, lower ids winning, as the real one. */
final class ListSource implements ReplaySource {
    private TreeMap<Key, Entry> entries = new TreeMap<>();
    private @Nullable Key lowestChange;
    private @Nullable Window window;

    ListSource(Collection<Entry> entries) {
        entries.forEach(this::add);
    }

    void add(Entry entry) {
        TreeMap<Key, Entry> more = new TreeMap<>(entries);
        Entry applied = more.merge(entry.key(), entry, (a, b) -> a.compareTo(b) <= 0 ? a : b);
        if (applied.equals(entry) && (lowestChange == null || entry.key().compareTo(lowestChange) < 0)) {
            lowestChange = entry.key();
        }
        entries = more;
        window = null;
    }

    @Override
    public Window window() {
        if (window == null) {
            window = new Moment(entries, lowestChange);
            lowestChange = null;
        }
        return window;
    }

    private static final class Moment implements Window {
        private final NavigableMap<Key, Entry> entries;
        private final @Nullable Key lowestChange;

        Moment(NavigableMap<Key, Entry> entries, @Nullable Key lowestChange) {
            this.entries = entries;
            this.lowestChange = lowestChange;
        }

        @Override
        public @Nullable Key lowestChange() {
            return lowestChange;
        }

        @Override
        public long count() {
            return entries.size();
        }

        @Override
        public Iterator<Entry> after(@Nullable Key key) {
            return List.copyOf((key == null ? entries : entries.tailMap(key, false)).values())
                    .iterator();
        }
    }
}

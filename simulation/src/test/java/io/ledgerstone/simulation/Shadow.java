package io.ledgerstone.simulation;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one copy of a ledger has shown so far, kept where no crash reaches it, in the simplest way there is. */
final class Shadow {
    private final Map<EntryId, Entry> all = new HashMap<>();
    private final NavigableMap<Key, Entry> applied = new TreeMap<>();

    boolean has(EntryId id) {
        return all.containsKey(id);
    }

    int size() {
        return all.size();
    }

    Map<EntryId, Entry> all() {
        return all;
    }

    NavigableMap<Key, Entry> applied() {
        return applied;
    }

    /** Of several entries with one key the one with the lowest id counts. */
    void add(Entry entry) {
        if (all.putIfAbsent(entry.id(), entry) == null) {
            applied.merge(entry.key(), entry, (one, other) -> one.id().compareTo(other.id()) < 0 ? one : other);
        }
    }

    /** The state that its entries give. */
    Map<String, Long> state() {
        Map<String, Long> state = new TreeMap<>();
        Set<Key> ignored = new HashSet<>();
        for (Entry entry : applied.values()) {
            if (!ignored.remove(entry.key())) {
                String ref = reference(entry);
                if (ref == null) {
                    Points.apply(state, entry);
                } else {
                    ignored.add(Key.parse(ref, KeyLayout.CROSS_REALM));
                }
            }
        }
        return state;
    }

    private static @Nullable String reference(Entry entry) {
        return entry.isIgnore() ? entry.fields().text(Entry.IGNORE_REF) : null;
    }
}

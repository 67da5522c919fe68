package io.ledgerstone.ledger.replay;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * Decides which entries of a replay reach handlers. An ignore entry marks the key in its {@code ref}; the next entry with that
 * key is left out and takes the mark with it. Since an ignored ignore entry sets no mark, an ignore of an ignore restores.
 *
 * <p>Give it every entry in ledger order, and a fresh filter to every replay: unlike in LibEventSourcing, a mark never survives
 * a restart, so the same entries always give the same state.
 */
public final class IgnoreFilter {
    private final KeyLayout layout;
    private final Set<Key> marked = new HashSet<>();

    /** A filter without marks. */
    public IgnoreFilter(KeyLayout layout) {
        this.layout = layout;
    }

    /** Whether the next entry in ledger order is for handlers: no ignore entry and not ignored. */
    public boolean passes(Entry entry) {
        if (!marked.isEmpty() && marked.remove(entry.key())) {
            return false;
        }
        if (!entry.isIgnore()) {
            return true;
        }
        marked.add(Key.parse(Objects.requireNonNull(entry.fields().text(Entry.IGNORE_REF)), layout));
        return false;
    }
}

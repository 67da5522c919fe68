package io.ledgerstone.ledger.store;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import java.util.Collections;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A walk over all entries of one week below a position, in ledger order, whatever layers they are in. Confined to one thread. */
final class LayerRun {
    private final TableFile.@Nullable Run table;
    private final Iterator<TableKey> frozen;
    private final Iterator<TableKey> active;
    private final long limit;
    private @Nullable TableKey tableHead;
    private @Nullable TableKey frozenHead;
    private @Nullable TableKey activeHead;
    private @Nullable TableKey current;
    private Source source = Source.TABLE;

    private enum Source {
        TABLE,
        FROZEN,
        ACTIVE
    }

    /** A walk from the first entry that is not below a bound. */
    LayerRun(WeekLayers layers, @Nullable TableKey bound, long limit) {
        table = layers.table == null ? null : layers.table.file().from(bound);
        frozen = layers.frozen == null ? Collections.emptyIterator() : layers.frozen.from(bound);
        active = layers.active == null ? Collections.emptyIterator() : layers.active.from(bound);
        this.limit = limit;
        tableHead = table == null ? null : table.next();
        frozenHead = visible(frozen);
        activeHead = visible(active);
    }

    private @Nullable TableKey visible(Iterator<TableKey> entries) {
        while (entries.hasNext()) {
            TableKey key = entries.next();
            if (((MemEntry) key).position < limit) {
                return key;
            }
        }
        return null;
    }

    /** The next entry's key, or null at the end. */
    @Nullable TableKey next() {
        leave();
        TableKey first = tableHead;
        source = Source.TABLE;
        if (frozenHead != null && (first == null || frozenHead.compareTo(first) < 0)) {
            first = frozenHead;
            source = Source.FROZEN;
        }
        if (activeHead != null && (first == null || activeHead.compareTo(first) < 0)) {
            first = activeHead;
            source = Source.ACTIVE;
        }
        current = first;
        return first;
    }

    private void leave() {
        if (current == null) {
            return;
        }
        switch (source) {
            case TABLE -> tableHead = table == null ? null : table.next();
            case FROZEN -> frozenHead = visible(frozen);
            case ACTIVE -> activeHead = visible(active);
        }
    }

    /** The current entry's body. */
    byte[] body() {
        return current instanceof MemEntry mem
                ? EntryCodec.body(mem.entry)
                : Objects.requireNonNull(table).body();
    }

    /** The current entry. */
    Entry entry(EntryCodec codec) {
        TableKey key = Objects.requireNonNull(current);
        return key instanceof MemEntry mem ? mem.entry : codec.read(key.key(), key.id(), body());
    }
}

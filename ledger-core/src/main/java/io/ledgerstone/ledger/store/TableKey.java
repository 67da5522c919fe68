package io.ledgerstone.ledger.store;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.Key;

/** What orders a table: an entry's key, then its id. Ledger order is its unsigned order. Immutable. */
class TableKey implements Comparable<TableKey> {
    static final int BYTES = 32;

    final long high;
    final long low;
    final long idHigh;
    final long idLow;

    TableKey(long high, long low, long idHigh, long idLow) {
        this.high = high;
        this.low = low;
        this.idHigh = idHigh;
        this.idLow = idLow;
    }

    static TableKey of(Entry entry) {
        return new TableKey(
                entry.key().high(),
                entry.key().low(),
                entry.id().high(),
                entry.id().low());
    }

    /** The smallest one that an entry of this key or a later one can have. */
    static TableKey firstOf(Key key) {
        return new TableKey(key.high(), key.low(), 0, 0);
    }

    final Key key() {
        return Key.ofPacked(high, low);
    }

    final EntryId id() {
        return new EntryId(idHigh, idLow);
    }

    final int weekNumber() {
        return key().weekNumber();
    }

    final boolean hasKeyOf(TableKey other) {
        return high == other.high && low == other.low;
    }

    @Override
    public final int compareTo(TableKey other) {
        if (high != other.high) {
            return Long.compareUnsigned(high, other.high);
        }
        if (low != other.low) {
            return Long.compare(low, other.low);
        }
        if (idHigh != other.idHigh) {
            return Long.compareUnsigned(idHigh, other.idHigh);
        }
        return Long.compareUnsigned(idLow, other.idLow);
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof TableKey key && compareTo(key) == 0;
    }

    @Override
    public final int hashCode() {
        return Long.hashCode(idHigh);
    }

    @Override
    public final String toString() {
        return key() + "/" + id();
    }
}

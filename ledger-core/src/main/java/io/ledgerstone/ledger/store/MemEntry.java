package io.ledgerstone.ledger.store;

import io.ledgerstone.ledger.entry.Entry;

/** An entry that is not in a table yet. Immutable. */
final class MemEntry extends TableKey {
    final Entry entry;
    final long position;

    MemEntry(Entry entry, long position) {
        super(
                entry.key().high(),
                entry.key().low(),
                entry.id().high(),
                entry.id().low());
        this.entry = entry;
        this.position = position;
    }
}

package io.ledgerstone.planted.ledger.journal;

import org.mapdb.SortedTableMap;

final class UsesMapDb {
    Class<?> value() {
        return SortedTableMap.class;
    }
}

package io.ledgerstone.simulation;

import io.ledgerstone.ledger.entry.EntryId;
import java.util.HashSet;
import java.util.Set;

/** What members of a world really made: the only things that may be in anybody's ledger. */
final class Book {
    private final Set<EntryId> made = new HashSet<>();

    void made(EntryId id) {
        made.add(id);
    }

    boolean has(EntryId id) {
        return made.contains(id);
    }

    int size() {
        return made.size();
    }
}

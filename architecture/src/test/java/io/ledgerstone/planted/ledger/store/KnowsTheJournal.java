package io.ledgerstone.planted.ledger.store;

import io.ledgerstone.planted.ledger.journal.Room;

final class KnowsTheJournal {
    Room value() {
        return new Room();
    }
}

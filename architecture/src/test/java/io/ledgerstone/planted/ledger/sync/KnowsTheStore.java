package io.ledgerstone.planted.ledger.sync;

import io.ledgerstone.planted.ledger.store.Room;

final class KnowsTheStore {
    Room value() {
        return new Room();
    }
}

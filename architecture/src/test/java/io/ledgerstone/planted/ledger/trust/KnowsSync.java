package io.ledgerstone.planted.ledger.trust;

import io.ledgerstone.planted.ledger.sync.Room;

final class KnowsSync {
    Room value() {
        return new Room();
    }
}

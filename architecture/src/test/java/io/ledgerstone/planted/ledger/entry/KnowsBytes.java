package io.ledgerstone.planted.ledger.entry;

import io.ledgerstone.planted.ledger.codec.Room;

final class KnowsBytes {
    Room value() {
        return new Room();
    }
}

package io.ledgerstone.planted.ledger.codec;

import io.ledgerstone.planted.ledger.replay.Room;

final class KnowsReplay {
    Room value() {
        return new Room();
    }
}

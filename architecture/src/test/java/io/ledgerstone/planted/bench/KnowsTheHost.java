package io.ledgerstone.planted.bench;

import io.ledgerstone.planted.host.Room;

final class KnowsTheHost {
    Room value() {
        return new Room();
    }
}

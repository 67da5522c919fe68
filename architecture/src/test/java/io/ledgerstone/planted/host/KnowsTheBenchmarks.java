package io.ledgerstone.planted.host;

import io.ledgerstone.planted.bench.Room;

final class KnowsTheBenchmarks {
    Room value() {
        return new Room();
    }
}

package io.ledgerstone.planted.ledger;

import io.ledgerstone.planted.addon.Room;

final class LooksUp {
    Room value() {
        return new Room();
    }
}

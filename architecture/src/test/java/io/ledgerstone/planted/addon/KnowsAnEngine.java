package io.ledgerstone.planted.addon;

import io.ledgerstone.planted.lua.Room;

final class KnowsAnEngine {
    Room value() {
        return new Room();
    }
}

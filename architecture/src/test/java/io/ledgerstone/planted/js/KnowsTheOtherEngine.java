package io.ledgerstone.planted.js;

import io.ledgerstone.planted.lua.Room;

final class KnowsTheOtherEngine {
    Room value() {
        return new Room();
    }
}

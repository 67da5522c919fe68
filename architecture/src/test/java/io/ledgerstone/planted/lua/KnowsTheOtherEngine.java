package io.ledgerstone.planted.lua;

import io.ledgerstone.planted.js.Room;

final class KnowsTheOtherEngine {
    Room value() {
        return new Room();
    }
}

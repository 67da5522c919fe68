package io.ledgerstone.planted.gossip;

import io.ledgerstone.planted.addon.Room;

final class KnowsTheAddons {
    Room value() {
        return new Room();
    }
}

package io.ledgerstone.planted.gossip.protocol;

import java.util.Random;

final class RollsDice {
    int value() {
        return new Random().nextInt();
    }
}

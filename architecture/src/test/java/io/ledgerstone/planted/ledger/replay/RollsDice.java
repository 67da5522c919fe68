package io.ledgerstone.planted.ledger.replay;

import java.util.Random;

final class RollsDice {
    int value() {
        return new Random().nextInt();
    }
}

package io.ledgerstone.planted.ledger.journal;

import io.ledgerstone.planted.ledger.Face;

final class KnowsTheFace {
    Face value() {
        return new Face();
    }
}

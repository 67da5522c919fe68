package io.ledgerstone.planted.transport;

import io.ledgerstone.planted.ledger.Face;

final class KnowsTheLedger {
    Face value() {
        return new Face();
    }
}

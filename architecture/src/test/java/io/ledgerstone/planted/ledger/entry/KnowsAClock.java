package io.ledgerstone.planted.ledger.entry;

import java.time.Instant;

final class KnowsAClock {
    Instant value() {
        return Instant.now();
    }
}

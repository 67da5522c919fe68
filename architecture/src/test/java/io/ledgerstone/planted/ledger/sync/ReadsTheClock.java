package io.ledgerstone.planted.ledger.sync;

final class ReadsTheClock {
    long value() {
        return System.currentTimeMillis();
    }
}

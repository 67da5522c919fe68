package io.ledgerstone.planted.ledger.replay;

final class ReadsTheClock {
    long value() {
        return System.currentTimeMillis();
    }
}

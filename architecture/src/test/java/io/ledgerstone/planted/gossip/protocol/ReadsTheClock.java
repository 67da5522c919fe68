package io.ledgerstone.planted.gossip.protocol;

final class ReadsTheClock {
    long value() {
        return System.nanoTime();
    }
}

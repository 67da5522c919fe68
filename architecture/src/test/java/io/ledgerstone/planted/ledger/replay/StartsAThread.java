package io.ledgerstone.planted.ledger.replay;

final class StartsAThread {
    Thread value() {
        return Thread.ofVirtual().start(() -> {});
    }
}

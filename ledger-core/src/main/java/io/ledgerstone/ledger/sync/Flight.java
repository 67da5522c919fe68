package io.ledgerstone.ledger.sync;

import java.util.List;

/** A request without an answer yet. Confined to one thread. */
final class Flight {
    final byte[] frame;
    final List<Asked> asked;
    int ticks;
    int resends;

    Flight(byte[] frame, List<Asked> asked) {
        this.frame = frame;
        this.asked = asked;
    }
}

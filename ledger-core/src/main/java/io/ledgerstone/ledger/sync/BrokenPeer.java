package io.ledgerstone.ledger.sync;

/** Says that the peer has broken the protocol; never leaves this package. */
final class BrokenPeer extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenPeer(String why) {
        super(why, null, false, false);
    }
}

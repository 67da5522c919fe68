package io.ledgerstone.simulation;

import io.ledgerstone.ledger.trust.Role;
import io.ledgerstone.ledger.trust.Signer;

/**
 * A member's device.
 *
 * @param number its node id
 * @param signer what signs for it
 * @param role what it may do
 */
record Identity(int number, Signer signer, Role role) {
    /** The realm of all members. */
    static final int REALM = 7;

    /** What its peers call it. */
    String name() {
        return Integer.toString(number);
    }

    /** The creator of its own entries. */
    long creator() {
        return 1000L + number;
    }
}

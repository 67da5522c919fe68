package io.ledgerstone.ledger;

import io.ledgerstone.ledger.entry.LedgerException;

/** An own entry that the {@link Authorization} refused. */
public final class RefusedException extends LedgerException {
    private static final long serialVersionUID = 1L;

    RefusedException(String type, String reason) {
        super("An entry of type " + type + " was refused: " + reason);
    }
}

package io.ledgerstone.ledger.sync.libeventsourcing;

import io.ledgerstone.ledger.entry.LedgerException;

/** Bytes or a table from a channel that are no message; never leaves this package. */
final class MalformedException extends LedgerException {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
        super(message);
    }
}

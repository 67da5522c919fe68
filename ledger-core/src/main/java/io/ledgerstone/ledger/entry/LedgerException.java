package io.ledgerstone.ledger.entry;

/**
 * The root of everything the ledger throws: a caller's mistake, a broken disk or a refused entry. Outcomes that are expected
 * are returned as values instead.
 */
public class LedgerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** An exception that says what is wrong and what to do about it. */
    public LedgerException(String message) {
        super(message);
    }

    /** An exception that says what is wrong, and what caused it. */
    public LedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}

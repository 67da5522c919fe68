package io.ledgerstone.ledger.store;

import io.ledgerstone.ledger.entry.LedgerException;
import java.util.Locale;

/** The store could not do what it was asked, with the reason; the message names the file and the remedy. */
public final class StoreException extends LedgerException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** The disk or the quota has no room left; nothing is lost, the next checkpoint tries again. */
        DISK_FULL,
        /** Any other failure of the disk. */
        DISK,
        /** A table's bytes are not what was written. Opening the store again sets it aside for the journal to repair. */
        DAMAGED,
        /** A week has more entries than a table can hold. */
        TOO_LARGE,
        /** The store has been closed. */
        CLOSED
    }

    private final Reason reason;

    /** An exception without a deeper cause. */
    StoreException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    private StoreException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** What a failure to write means: {@code attempt} says what was tried, such as "write table x". */
    static StoreException of(String attempt, Throwable cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            String text = String.valueOf(at.getMessage()).toLowerCase(Locale.ROOT);
            if (text.contains("no space left")
                    || text.contains("quota exceeded")
                    || text.contains("not enough space")) {
                return new StoreException(
                        Reason.DISK_FULL,
                        "The disk is full: could not " + attempt
                                + ". Free some space; nothing is lost, it is tried again at the next checkpoint",
                        cause);
            }
        }
        return new StoreException(Reason.DISK, "The disk failed: could not " + attempt + " (" + cause + ")", cause);
    }

    /** What a failure to read means. */
    static StoreException damaged(String file, Throwable cause) {
        return new StoreException(
                Reason.DAMAGED,
                "Table " + file + " is damaged (" + cause
                        + "). It is set aside, and its week made again from the journal",
                cause);
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}

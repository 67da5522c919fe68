package io.ledgerstone.ledger.journal;

import io.ledgerstone.ledger.entry.LedgerException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;

/** The journal could not do what it was asked, with the reason; the message names the file and the remedy. */
public final class JournalException extends LedgerException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** The disk or the quota has no room left; works again once there is. */
        DISK_FULL,
        /** The operating system does not let us. */
        NOT_ALLOWED,
        /** Any other failure of the disk. */
        DISK,
        /** The journal does not have the position that was asked for. */
        POSITION,
        /** The files were written by a newer version, or were tampered with. */
        FORMAT,
        /** The journal or the reader has been closed. */
        CLOSED
    }

    private final Reason reason;

    /** An exception without a deeper cause. */
    public JournalException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** What a disk's failure means for the journal: {@code attempt} says what was tried, such as "write journal file x". */
    public JournalException(String attempt, IOException cause) {
        super(message(attempt, cause), cause);
        this.reason = reasonOf(cause);
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    private static String message(String attempt, IOException cause) {
        return switch (reasonOf(cause)) {
            case DISK_FULL ->
                "The disk is full: could not " + attempt
                        + ". Free some space and try again; nothing acknowledged before is lost";
            case NOT_ALLOWED ->
                "Not allowed to " + attempt + ". Check who owns the folder and whether it can be written to (" + cause
                        + ")";
            default -> "The disk failed: could not " + attempt + " (" + cause + ")";
        };
    }

    private static Reason reasonOf(IOException cause) {
        String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (text.contains("no space left") || text.contains("quota exceeded") || text.contains("not enough space")) {
            return Reason.DISK_FULL;
        }
        boolean refused = cause instanceof AccessDeniedException
                || cause.getCause() instanceof ReadOnlyFileSystemException
                || text.contains("permission denied")
                || text.contains("read-only file system");
        return refused ? Reason.NOT_ALLOWED : Reason.DISK;
    }
}

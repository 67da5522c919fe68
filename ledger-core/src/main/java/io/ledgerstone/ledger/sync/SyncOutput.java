package io.ledgerstone.ledger.sync;

import io.ledgerstone.ledger.entry.Entry;
import java.util.List;

/**
 * What a ledger's sync wants done, in this order: have the entries inserted, then send the frames.
 *
 * @param inserts entries to insert, and whom they came from
 * @param sends frames to send; each may be lost
 */
public record SyncOutput(List<Insert> inserts, List<Send> sends) {
    /** Nothing to do. */
    public static final SyncOutput NONE = new SyncOutput(List.of(), List.of());

    /** Copies the lists. */
    public SyncOutput {
        inserts = List.copyOf(inserts);
        sends = List.copyOf(sends);
    }

    /**
     * Entries of a peer. Whoever inserts them asks for authorization and tells the machine what became of them.
     *
     * @param peer who sent them
     * @param entries the entries, whose content belongs to their ids
     */
    public record Insert(String peer, List<Entry> entries) {
        /** Copies the list. */
        public Insert {
            entries = List.copyOf(entries);
        }
    }

    /**
     * A frame for a peer.
     *
     * @param peer whom it is for
     * @param frame its bytes, at most {@link SyncLimits#FRAME_BYTES_MAX}
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares sends.
    public record Send(String peer, byte[] frame) {}
}

package io.ledgerstone.ledger.sync;

import io.ledgerstone.ledger.entry.Entry;
import java.util.List;

/**
 * What a peer's machine wants done, in this order: make the entries durable, then send the frames. Whoever inserts them asks for
 * authorization; that their content belongs to their ids is checked already.
 *
 * @param inserts entries to insert; the ledger may have some of them
 * @param frames frames to send; each may be lost
 */
public record Step(List<Entry> inserts, List<byte[]> frames) {
    /** Nothing to do. */
    public static final Step NONE = new Step(List.of(), List.of());

    /** Copies the lists. */
    public Step {
        inserts = List.copyOf(inserts);
        frames = List.copyOf(frames);
    }
}

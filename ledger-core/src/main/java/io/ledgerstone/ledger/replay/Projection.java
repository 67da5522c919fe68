package io.ledgerstone.ledger.replay;

import io.ledgerstone.ledger.entry.Entry;
import java.util.List;

/**
 * The handlers that a replay drives, and the state they build. Called by one thread at a time. What a handler does wrong comes
 * back as a value; an exception out of these methods is a bug of the projection and reaches whoever steps the replay.
 */
public interface Projection {
    /** Whether any handler wants entries of this type; entries nobody wants are parked. Must not change between calls. */
    boolean wants(String type);

    /** Puts the state back to where it was before the first entry. */
    Applied reset();

    /**
     * Hands entries to their handlers in this order and stops at the first that fails. The state may then hold half of what
     * that handler did: the replay resets before anybody looks.
     */
    Applied apply(List<Entry> entries);
}

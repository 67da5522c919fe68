package io.ledgerstone.ledger.sync.libeventsourcing;

import java.util.Locale;

/**
 * What the library shows its user about being up to date. It is shown and nothing else: a peer can make it say anything, so nothing
 * is done or left undone because of it.
 */
public enum SyncState {
    /** Nothing has changed for 90 seconds, or ever. */
    UNKNOWN,
    /** Somebody advertised a week that is not ours. */
    OUT_OF_SYNC,
    /** Somebody advertised our state hash. */
    SYNCED;

    /** The library's name of it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

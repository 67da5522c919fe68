package io.ledgerstone.ledger.replay;

import io.ledgerstone.ledger.entry.Key;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a replay stands.
 *
 * @param phase what it is doing
 * @param processed entries behind it, whether applied, ignored or parked
 * @param lag entries still ahead of it
 * @param stateHash LibEventSourcing's state hash: Adler-32 over the keys of the processed entries
 * @param position the key of the last processed entry, or null before the first
 * @param parked how many entries nobody handles, by type
 * @param restarts how often it went back to the start because of a late entry, a failure or a request
 * @param failure why it stands still, or null
 */
public record ReplayStatus(
        Phase phase,
        long processed,
        long lag,
        long stateHash,
        @Nullable Key position,
        Map<String, Long> parked,
        long restarts,
        @Nullable HandlerFailure failure) {
    /** What a replay is doing. */
    public enum Phase {
        /** It has entries ahead of it. */
        BEHIND,
        /** It has applied every entry there is. */
        CURRENT,
        /** A handler failed; the state is that of the entries before, and it waits for a fix. */
        STOPPED
    }

    /** Copies the map. */
    public ReplayStatus {
        parked = Map.copyOf(parked);
    }
}

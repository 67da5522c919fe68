package io.ledgerstone.host.addons;

import io.ledgerstone.addon.Registrations;
import io.ledgerstone.ledger.replay.ReplayStatus;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an addon is.
 *
 * @param name its name
 * @param language what it is written in
 * @param phase what it is doing
 * @param problem why it does not run or stands still, in words for its author; null if all is well
 * @param registrations what it registered; null if it did not load
 * @param replays where it stands in each of its ledgers that exist
 * @param logLines how many lines it ever logged
 */
public record AddonStatus(
        String name,
        String language,
        Phase phase,
        @Nullable String problem,
        @Nullable Registrations registrations,
        Map<String, ReplayStatus> replays,
        long logLines) {
    /** What an addon is doing. */
    public enum Phase {
        /** Its files are being run. */
        LOADING,
        /** It follows its ledgers. */
        RUNNING,
        /** A handler failed: it stands still at an entry until the handler or the entry is mended. */
        STOPPED,
        /** Its files could not be run. */
        NOT_LOADED,
        /** It is closed. */
        CLOSED
    }

    /** Copies the map. */
    public AddonStatus {
        replays = Map.copyOf(replays);
    }

    /** What does not work, as a list of none or one. */
    public List<String> problems() {
        return problem == null ? List.of() : List.of(name + ": " + problem);
    }
}

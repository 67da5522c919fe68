package io.ledgerstone.ledger.sync;

import java.util.Collections;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How far a session is.
 *
 * @param ending how it ended, or null while it runs
 * @param received entries that came and were what was asked for
 * @param delivered entries sent because the peer asked for them
 * @param withheld entries the peer listed and did not send
 * @param forged entries that were not what was asked for, or no entries
 * @param collisions weeks that were unequal although all fingerprints in them were equal: somebody has made entries to that end
 * @param openRanges ranges that differ and are not asked about yet
 * @param halfRounds messages one after another that it took so far to find what differs
 * @param bytesSent bytes of all frames sent
 * @param bytesReceived bytes of all frames received
 * @param weeks the weeks in which entries differ
 */
public record Progress(
        @Nullable Ending ending,
        long received,
        long delivered,
        long withheld,
        long forged,
        long collisions,
        int openRanges,
        int halfRounds,
        long bytesSent,
        long bytesReceived,
        NavigableSet<Integer> weeks) {
    /** Copies the weeks. */
    public Progress {
        weeks = Collections.unmodifiableNavigableSet(new TreeSet<>(weeks));
    }

    /** What has been found so far. */
    public Standing standing() {
        long behind = received + withheld;
        if (behind == 0) {
            return delivered == 0 ? new Standing.Same() : new Standing.Ahead(delivered);
        }
        return delivered == 0 ? new Standing.Behind(behind) : new Standing.Differs(behind, delivered, weeks);
    }
}

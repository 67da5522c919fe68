package io.ledgerstone.bench;

import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.replay.Projection;
import io.ledgerstone.ledger.replay.ReplayStatus;
import io.ledgerstone.ledger.replay.ReplayStatus.Phase;

/** Whole replays of a ledger, which must end where they should. */
final class Replays {
    private Replays() {}

    /** Replays everything from the first entry. */
    static void all(Ledger ledger, Projection projection) {
        try (Ledger.FollowedReplay followed = ledger.replay(projection, () -> {})) {
            ReplayStatus status = followed.replay().catchUp(Long.MAX_VALUE);
            if (status.phase() != Phase.CURRENT) {
                throw new IllegalStateException("the replay did not come to its end: " + status);
            }
        }
    }

    /** A benchmark that computes something else measures nothing. */
    static void require(double result, double expected) {
        if (Math.abs(result - expected) > 1e-9 * Math.abs(expected)) {
            throw new IllegalStateException("the replay gave " + result + " and not " + expected);
        }
    }
}

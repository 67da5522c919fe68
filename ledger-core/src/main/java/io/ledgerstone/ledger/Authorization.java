package io.ledgerstone.ledger;

import io.ledgerstone.ledger.entry.Entry;
import java.time.InstantSource;

/**
 * The trust model of whoever uses a ledger, asked about every entry twice: before it is inserted and before it is sent on.
 *
 * <p>Asked on the ledger's thread (insert), or the one that sends (a subscription's, a reconciliation's), so it must answer at once, from what it has in memory, and
 * must not throw. Entries that were inserted once are not asked about again when the ledger is opened.
 */
@FunctionalInterface
public interface Authorization {
    /** Everything is allowed: for ledgers that only this program reaches. */
    Authorization OPEN = (entry, movement, source) -> Decision.ALLOWED;

    /** How far ahead of a host's clock the time of an entry may be that {@link #notFarAhead} lets in: ten minutes. */
    long AHEAD_SECONDS_MAX = 600;

    /** Refuses what somebody whose clock is wrong has made: it would stay the newest of all for as long as his clock is ahead. */
    static Authorization notFarAhead(InstantSource clock) {
        Decision ahead = new Decision.Refused("its time is more than ten minutes ahead of this host's clock");
        return (entry, movement, source) -> movement == Movement.INSERT
                        && entry.key().time() > Math.floorDiv(clock.millis(), 1000L) + AHEAD_SECONDS_MAX
                ? ahead
                : Decision.ALLOWED;
    }

    /** What is about to happen to an entry. */
    enum Movement {
        /** It came from a source and would be inserted. */
        INSERT,
        /** It would be sent to a source. */
        SEND
    }

    /** Decides about one entry. */
    Decision decide(Entry entry, Movement movement, Source source);

    /** An answer. */
    sealed interface Decision {
        /** The one permission. */
        Decision ALLOWED = new Allowed();

        /** Go on. */
        record Allowed() implements Decision {}

        /**
         * Leave it.
         *
         * @param reason why, in few words: refusals are counted by it
         */
        record Refused(String reason) implements Decision {}
    }
}

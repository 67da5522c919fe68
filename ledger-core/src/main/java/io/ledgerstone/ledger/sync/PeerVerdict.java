package io.ledgerstone.ledger.sync;

import org.jspecify.annotations.Nullable;

/**
 * How our copy of a ledger stands to a peer's, and how the peer has behaved.
 *
 * @param standing what differs; null as long as the peer has not said what it has
 * @param exact whether a comparison found that out; otherwise it follows from the numbers of entries
 * @param heardMs when the peer last said what it has, by the clock of whoever drives the machine; 0 if it has not
 * @param total how many entries it said it has
 * @param activity what is going on with it
 * @param received entries it sent that were new to us
 * @param delivered entries it asked us for in sessions that we began
 * @param refused entries it sent that authorization refused
 * @param forged entries it sent that were none, or that nobody asked for
 * @param malformed frames that were none, and adverts of other ledgers
 * @param replayed adverts that were old when they came
 * @param collisions weeks that were made to look equal and were not
 * @param brokenPromises sessions given up because nothing came
 */
public record PeerVerdict(
        @Nullable Standing standing,
        boolean exact,
        long heardMs,
        long total,
        Activity activity,
        long received,
        long delivered,
        long refused,
        long forged,
        long malformed,
        long replayed,
        long collisions,
        long brokenPromises) {
    /** What is going on with a peer. */
    public enum Activity {
        /** Nothing: there is nothing to do, or it is another peer's turn. */
        QUIET,
        /** We compare our copy with its. */
        COMPARING,
        /** It was asked, and is left alone for a while: it did not keep its promise, or nothing moved. */
        WAITING,
        /** It says it has a ledger of this name that is another one, or speaks another version. */
        OTHER_LEDGER
    }
}

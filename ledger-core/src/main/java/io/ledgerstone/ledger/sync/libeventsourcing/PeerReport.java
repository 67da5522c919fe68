package io.ledgerstone.ledger.sync.libeventsourcing;

import org.jspecify.annotations.Nullable;

/**
 * What is known about a peer of the channel.
 *
 * @param messages messages it sent
 * @param malformed those of them that were none
 * @param entries entries in them
 * @param refused entries that were none, or of a class nobody registered, or that the ledger did not take
 * @param unauthorized entries that the gate did not let pass
 * @param added entries that were new
 * @param unanswered questions of it that were too many to be answered
 * @param brokenPromises weeks that it advertised and, when asked, did not send
 * @param collisions weeks it advertised that look like ours and are not
 * @param subscribed whether it asked for more
 * @param status what it said about its state, or null if nothing
 */
public record PeerReport(
        long messages,
        long malformed,
        long entries,
        long refused,
        long unauthorized,
        long added,
        long unanswered,
        long brokenPromises,
        long collisions,
        boolean subscribed,
        @Nullable Status status) {
    /**
     * What a peer says about its state. It may say anything.
     *
     * @param atSeconds when it said so
     */
    public record Status(long stateHash, long lag, long count, long atSeconds) {}
}

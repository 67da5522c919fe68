package io.ledgerstone.ledger.sync;

import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.Value;
import io.ledgerstone.ledger.entry.ValueDifference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How our state and a peer's differ where they begin to.
 *
 * @param peer the peer
 * @param addon the addon whose states they are
 * @param code the hash of its code, which is the same
 * @param root the entries at which the difference was seen
 * @param position how many entries had been applied when the states first differed
 * @param key the key of the last of these, or null if the states began differently
 * @param ours our state there
 * @param theirs the peer's
 * @param differences where they differ, at most 200 places; empty if a state is not there
 */
public record StateReport(
        String peer,
        String addon,
        StateHash code,
        RootAdvert root,
        long position,
        @Nullable Key key,
        Side ours,
        Side theirs,
        List<ValueDifference> differences) {
    /** Copies the list. */
    public StateReport {
        differences = List.copyOf(differences);
    }

    /**
     * One of the two states.
     *
     * @param digest its digest
     * @param bytes its size in canonical bytes; -1 if it is not known
     * @param state itself; null if it is too large to be sent, or could not be had
     */
    public record Side(
            StateHash digest, long bytes, @Nullable Value state) {}
}

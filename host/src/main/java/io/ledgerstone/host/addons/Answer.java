package io.ledgerstone.host.addons;

import io.ledgerstone.addon.CallOutcome;
import io.ledgerstone.ledger.replay.ReplayStatus;
import org.jspecify.annotations.Nullable;

/**
 * What asking an addon gave.
 *
 * @param outcome what it returned, or its error
 * @param ledger the ledger it was asked about
 * @param stoppedAt why the answer does not count all entries: the failure the addon stands still at; null if it counts all
 * @param replay where the replay stood; null if there is no such ledger
 */
public record Answer(
        CallOutcome outcome,
        String ledger,
        @Nullable String stoppedAt,
        @Nullable ReplayStatus replay) {
    /** Whether both were given after the same entries. */
    public boolean isAfterTheSameEntriesAs(Answer other) {
        ReplayStatus one = replay;
        ReplayStatus two = other.replay;
        if (one == null || two == null) {
            return one == null && two == null;
        }
        return one.processed() == two.processed() && one.stateHash() == two.stateHash();
    }
}

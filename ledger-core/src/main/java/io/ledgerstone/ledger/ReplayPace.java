package io.ledgerstone.ledger;

import io.ledgerstone.ledger.entry.LedgerException;

/**
 * How fast a replay runs beside everything else. Results never depend on it.
 *
 * @param batchMax entries a step processes at most, 1 to 4,096
 * @param intervalMs pause between two steps, in milliseconds; 0 for none
 */
public record ReplayPace(int batchMax, long intervalMs) {
    /** As fast as it can, in batches small enough that views are answered in between. */
    public static final ReplayPace FULL = new ReplayPace(1024, 0);

    /** Checks the ranges. */
    public ReplayPace {
        if (batchMax < 1 || batchMax > 4096 || intervalMs < 0) {
            throw new LedgerException("A replay takes 1 to 4096 entries a step and pauses 0 ms or more, not " + batchMax
                    + " and " + intervalMs);
        }
    }
}

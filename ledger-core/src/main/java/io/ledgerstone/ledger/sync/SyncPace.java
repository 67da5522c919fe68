package io.ledgerstone.ledger.sync;

import io.ledgerstone.ledger.entry.LedgerException;

/**
 * How soon a ledger's sync does what. All in milliseconds.
 *
 * @param advertMinMs between two adverts while something differs; half of it while something changes, of which is told within a
 *     fifth
 * @param advertMaxMs between two adverts when nothing has for long; reached by doubling
 * @param settleMs how long a small difference may be one that is on its way already
 * @param patienceMs how long a peer that lacks something is left to ask for it itself
 * @param hedgeMs without progress for this long, a second peer is asked as well
 * @param promiseMs without progress for this long, a session is given up
 * @param retryMinMs before a peer that broke its promise, or with whom nothing moved, is asked again; doubles each time
 * @param retryMaxMs at most before that
 */
public record SyncPace(
        long advertMinMs,
        long advertMaxMs,
        long settleMs,
        long patienceMs,
        long hedgeMs,
        long promiseMs,
        long retryMinMs,
        long retryMaxMs) {
    /** For hosts that are always there: a dozen bytes a second while something changes, next to nothing else. */
    public static final SyncPace DEFAULT = new SyncPace(10_000, 300_000, 200, 2_000, 1_000, 2_000, 2_000, 60_000);

    /** Requires sensible times. */
    public SyncPace {
        if (advertMinMs < 2 || advertMaxMs < advertMinMs || retryMinMs < 1 || retryMaxMs < retryMinMs) {
            throw new LedgerException("a pace needs times above 0, and no maximum below its minimum");
        }
    }
}

package io.ledgerstone.ledger.sync.libeventsourcing;

/** How often something may be done in a minute. */
final class MinuteBudget {
    private static final long MINUTE_MS = 60_000;

    private final int max;
    private long minute = Long.MIN_VALUE;
    private int spent;

    MinuteBudget(int max) {
        this.max = max;
    }

    /** Whether it may be done once more now; then it counts as done. */
    boolean take(long nowMs) {
        long now = Math.floorDiv(nowMs, MINUTE_MS);
        if (now != minute) {
            minute = now;
            spent = 0;
        }
        if (spent >= max) {
            return false;
        }
        spent++;
        return true;
    }
}

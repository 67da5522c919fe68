package io.ledgerstone.ledger.sync;

/**
 * When to say what we have: once in every interval, at some moment of its second half. The interval doubles as long as everybody
 * has the same, and begins anew at its shortest when something changes; what has changed is said sooner, within a fifth of that, unless
 * something was said in the last half. Confined to one thread.
 *
 * <p>Source: the Trickle algorithm, RFC 6206, without suppression: nobody's advert can keep us from sending ours.
 */
final class AdvertTimer {
    private static final int SOON_PART = 5;

    private final long minMs;
    private final long maxMs;
    private final Dice dice;
    private long intervalMs;
    private long fireMs;
    private long endMs;
    private long firedMs;
    private boolean fired;

    AdvertTimer(long minMs, long maxMs, Dice dice) {
        this.minMs = minMs;
        this.maxMs = maxMs;
        this.dice = dice;
        intervalMs = minMs;
        firedMs = -minMs;
        begin(0);
    }

    private void begin(long nowMs) {
        long half = intervalMs / 2;
        fireMs = nowMs + half + dice.below((int) Math.min(half, Integer.MAX_VALUE));
        endMs = nowMs + intervalMs;
        fired = false;
    }

    /** Somebody may differ. */
    void hurry(long nowMs) {
        if (intervalMs > minMs) {
            intervalMs = minMs;
            begin(nowMs);
        }
    }

    /** We have something else than we said. */
    void changed(long nowMs) {
        hurry(nowMs);
        long half = Math.max(1, minMs / SOON_PART / 2);
        long soonMs = Math.max(nowMs + half + dice.below((int) half), firedMs + minMs / 2);
        if (fired || soonMs < fireMs) {
            fired = false;
            fireMs = soonMs;
            endMs = Math.max(endMs, soonMs);
        }
    }

    /**
     * Whether it is time.
     *
     * @param consistent whether everybody is known to have the same
     */
    boolean isDue(long nowMs, boolean consistent) {
        boolean due = !fired && nowMs >= fireMs;
        if (due) {
            fired = true;
            firedMs = nowMs;
        }
        if (nowMs >= endMs) {
            intervalMs = consistent ? Math.min(maxMs, intervalMs * 2) : minMs;
            begin(nowMs);
        }
        return due;
    }

    /** When it is next worth asking. */
    long nextMs() {
        return fired ? endMs : fireMs;
    }
}

package io.ledgerstone.gossip.link;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import org.jspecify.annotations.Nullable;

/** When the other side of a link last gave a sign of life, took something, and was asked for a sign. */
final class Pulse {
    private final LinkLimits limits;
    private long heardNs;
    private long takenNs;
    private long pingedNs;

    /** When it is dead unless it gives a sign of life before; 0 if it is under no suspicion. */
    private long suspectUntilNs;

    Pulse(LinkLimits limits) {
        this.limits = limits;
    }

    void start(long nowNs) {
        heardNs = nowNs;
        takenNs = nowNs;
        pingedNs = nowNs;
    }

    void heard(long nowNs) {
        heardNs = nowNs;
        suspectUntilNs = 0;
    }

    void taken(long nowNs) {
        takenNs = nowNs;
    }

    void pinged(long nowNs) {
        pingedNs = nowNs;
    }

    /** How long ago it was asked for a sign. */
    long sincePingNs(long nowNs) {
        return nowNs - pingedNs;
    }

    boolean isPingDue(long nowNs) {
        return nowNs - pingedNs > MILLISECONDS.toNanos(limits.pingMs());
    }

    /** Whether it comes under suspicion now. */
    boolean suspect(long nowNs) {
        if (suspectUntilNs != 0) {
            return false;
        }
        suspectUntilNs = nowNs + MILLISECONDS.toNanos(limits.greetingMs());
        return true;
    }

    /**
     * Why it counts as dead; null if it does not.
     *
     * @param isReading whether it could be heard: nothing is read while the listener is behind
     * @param isWaiting whether something waits to be taken
     */
    @Nullable String whyDead(long nowNs, boolean isReading, boolean isWaiting) {
        long deadNs = MILLISECONDS.toNanos(limits.deadMs());
        if (isReading && nowNs - heardNs > deadNs) {
            return "it gave no sign of life for " + limit(limits.deadMs());
        }
        if (isReading && suspectUntilNs != 0 && nowNs - suspectUntilNs > 0) {
            return "it gave no sign of life on this connection, and connected again";
        }
        if (!isWaiting) {
            takenNs = nowNs;
        }
        return nowNs - takenNs > deadNs ? "it took nothing of what was sent for " + limit(limits.deadMs()) : null;
    }

    /** A time limit as people say it. */
    static String limit(int ms) {
        return ms >= 1_000 ? ms / 1_000 + " s" : ms + " ms";
    }
}

package io.ledgerstone.gossip.protocol;

/** How long things took, counted by length: exact to a millisecond up to a second, to ten up to ten, then to a second. */
final class Delays {
    private static final int FINE = 1_000;
    private static final int MIDDLE = 900;
    private static final int COARSE = 110;

    private final long[] counts = new long[FINE + MIDDLE + COARSE];
    private long count;
    private long maxMs;

    void add(long ms) {
        long positive = Math.max(0, ms);
        counts[place(positive)]++;
        count++;
        maxMs = Math.max(maxMs, positive);
    }

    private static int place(long ms) {
        if (ms < FINE) {
            return (int) ms;
        }
        return ms < 10_000
                ? FINE + (int) ((ms - FINE) / 10)
                : FINE + MIDDLE + (int) Math.min(COARSE - 1, (ms - 10_000) / 1000);
    }

    private static long ms(int place) {
        if (place < FINE) {
            return place;
        }
        return place < FINE + MIDDLE ? FINE + (place - FINE) * 10L : 10_000 + (place - FINE - MIDDLE) * 1000L;
    }

    /** The length that a share of all is not above. */
    long quantileMs(double share) {
        long left = (long) Math.ceil(count * share);
        for (int place = 0; place < counts.length && count > 0; place++) {
            left -= counts[place];
            if (left <= 0) {
                return Math.min(maxMs, ms(place));
            }
        }
        return maxMs;
    }

    MeshStatus.Delay summary() {
        return new MeshStatus.Delay(count, quantileMs(0.5), quantileMs(0.9), quantileMs(0.99), maxMs);
    }
}

package io.ledgerstone.gossip.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * How long entries were on their way, counted by length: exact to a millisecond up to a second, to ten up to ten, then to a second;
 * and over how many links they came. Confined to one thread.
 */
final class Delays {
    private static final int FINE = 1_000;
    private static final int MIDDLE = 900;
    private static final int COARSE = 110;

    private static final int HOPS_SHOWN = 16;

    private final long[] counts = new long[FINE + MIDDLE + COARSE];
    private final long[] hops = new long[HOPS_SHOWN];
    private long count;
    private long maxMs;

    /** Entries came after so long over so many links. */
    void add(int entries, long ms, int links) {
        long positive = Math.max(0, ms);
        counts[place(positive)] += entries;
        count += entries;
        hops[Math.clamp(links - 1L, 0, HOPS_SHOWN - 1)] += entries;
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

    /** How many came over one link, over two, and so on; the last number counts those that came over more as well. */
    List<Long> hops() {
        List<Long> shown = new ArrayList<>();
        for (long entries : hops) {
            shown.add(entries);
        }
        while (!shown.isEmpty() && shown.getLast() == 0) {
            shown.removeLast();
        }
        return shown;
    }

    MeshStatus.Delay summary() {
        return new MeshStatus.Delay(count, quantileMs(0.5), quantileMs(0.9), quantileMs(0.99), maxMs);
    }
}

package io.ledgerstone.gossip.protocol;

import java.util.Arrays;
import java.util.List;

/** How many entries came over how many links; what came over more than the most is counted there. */
final class Hops {
    private static final int MOST = 16;

    private final long[] counts = new long[MOST];

    void add(int hops, int entries) {
        counts[Math.clamp(hops, 1, MOST) - 1] += entries;
    }

    /** How many came over one link, over two, and so on; as far as there are any. */
    List<Long> counts() {
        int shown = MOST;
        while (shown > 0 && counts[shown - 1] == 0) {
            shown--;
        }
        return Arrays.stream(counts, 0, shown).boxed().toList();
    }
}

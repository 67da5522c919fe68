package io.ledgerstone.ledger;

import io.ledgerstone.ledger.Authorization.Movement;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Counts refused entries by movement, source and reason; beyond a bound of different ones, all others together. */
final class Refusals {
    private static final int COUNTERS_MAX = 256;
    private static final String OTHERS = "others";

    private final Map<String, Long> counts = new ConcurrentHashMap<>();

    void count(Movement movement, Source source, String reason) {
        String name = (movement == Movement.INSERT ? "insert from " : "send to ") + source + ": " + reason;
        counts.merge(counts.size() < COUNTERS_MAX || counts.containsKey(name) ? name : OTHERS, 1L, Long::sum);
    }

    Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }
}

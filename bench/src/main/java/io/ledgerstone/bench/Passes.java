package io.ledgerstone.bench;

import java.util.List;

/**
 * Times of one thing done over and over.
 *
 * @param runsMs for every process, the milliseconds of each pass
 */
record Passes(List<List<Double>> runsMs) {
    /** Copies the lists. */
    Passes {
        runsMs = runsMs.stream().map(List::copyOf).toList();
    }

    /** The median of the processes' first passes, which have to warm up. */
    double firstMs() {
        return median(runsMs.stream().map(List::getFirst).toList());
    }

    /** The median of the second half of all passes. */
    double steadyMs() {
        return median(runsMs.stream()
                .flatMap(passes -> passes.subList(passes.size() / 2, passes.size()).stream())
                .toList());
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}

package io.ledgerstone.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.ledgerstone.simulation.World.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Runs worlds, each twice. {@code -Dworld.seed=17} runs that one and shows its last events; {@code -Dworld.seeds=100000} runs so
 * many, from {@code -Dworld.first=1} on.
 */
final class WorldTest {
    private static final long SEEDS = 200;
    private static final int FAILURES_MAX = 5;
    private static final double HOUR_MS = 3_600_000;

    @Test
    void hostsStayTheSameWhateverHappens() {
        Long only = Long.getLong("world.seed");
        long first = only == null ? Long.getLong("world.first", 1) : only;
        long count = only == null ? Long.getLong("world.seeds", SEEDS) : 1;
        List<String> failures = new ArrayList<>();
        long peerMs = 0;
        long healMsMax = 0;
        long lives = 0;
        long entries = 0;
        for (long seed : LongStream.range(first, first + count).toArray()) {
            Outcome outcome = run(seed, only != null, failures);
            peerMs += outcome.peerMs();
            healMsMax = Math.max(healMsMax, outcome.healMs());
            lives += outcome.lives();
            entries += outcome.entries();
            if (failures.size() >= FAILURES_MAX) {
                break;
            }
        }
        System.out.printf(
                "%d worlds, each twice: %.1f simulated peer-hours, %d starts of a host, %d entries; the same again at most"
                        + " %.0f s after the last fault%n",
                count, 2 * peerMs / HOUR_MS, lives, entries, healMsMax / 1000.0);
        if (!failures.isEmpty()) {
            fail(String.join("\n", failures));
        }
        assertThat(entries).isPositive();
    }

    private static Outcome run(long seed, boolean keepsLines, List<String> failures) {
        Scenario scenario = Scenario.of(seed);
        Outcome outcome = new World(scenario, Wiring::new, keepsLines).run();
        outcome.lines().forEach(System.out::println);
        Broken broken = outcome.broken();
        if (broken != null) {
            failures.add(scenario + ": " + broken.getMessage() + "\n  " + command(seed));
        } else if (new World(scenario, Wiring::new, false).run().trace() != outcome.trace()) {
            failures.add(scenario + " did not do the same twice\n  " + command(seed));
        }
        return outcome;
    }

    private static String command(long seed) {
        return "JAVA_HOME=$(./ledgerstone jdk) mvn -q -Pquick -pl simulation -am test -Dtest=WorldTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dworld.seed=" + seed;
    }
}

package io.ledgerstone.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.simulation.World.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A simulation that finds nothing proves nothing: it has to find every bug that was planted. */
final class PlantedBugTest {
    private static final long SEEDS_MAX = 80;

    @ParameterizedTest
    @EnumSource
    void everyPlantedBugIsFound(PlantedBug bug) {
        for (long seed = 1; seed <= SEEDS_MAX; seed++) {
            Outcome outcome = new World(Scenario.of(seed), bug.wiring(), false).run();
            Broken broken = outcome.broken();
            if (broken != null) {
                assertThat(bug.breaks(broken.invariant()))
                        .as("seed %s: %s", seed, broken)
                        .isTrue();
                return;
            }
        }
        assertThat(false).as("%s was found in %s worlds", bug, SEEDS_MAX).isTrue();
    }
}

package io.ledgerstone.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * What a seed makes of a world before anything happens in it.
 *
 * @param seed where everything comes from
 * @param hosts how many honest hosts there are
 * @param hostiles what the hostile members do
 * @param stormMs how long faults last
 * @param thinkMsMax how long a user waits at most before doing something again
 * @param revokes whether a member is revoked
 * @param twin whether a node is duplicated for a while
 */
record Scenario(
        long seed,
        int hosts,
        List<Hostile.Kind> hostiles,
        long stormMs,
        long thinkMsMax,
        boolean revokes,
        boolean twin) {
    private static final Hostile.Kind[] KINDS = Hostile.Kind.values();

    /** Copies the list. */
    Scenario {
        hostiles = List.copyOf(hostiles);
    }

    static Scenario of(long seed) {
        Chance chance = new Chance(seed).of("scenario");
        List<Hostile.Kind> hostiles = new ArrayList<>();
        for (int i = chance.nextInt(3); i > 0; i--) {
            hostiles.add(KINDS[chance.nextInt(KINDS.length)]);
        }
        return new Scenario(
                seed,
                3 + chance.nextInt(4),
                hostiles,
                chance.between(15_000, 60_000),
                chance.between(800, 5_000),
                chance.oneIn(4),
                chance.oneIn(5));
    }
}

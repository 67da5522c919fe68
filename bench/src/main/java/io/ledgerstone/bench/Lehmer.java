package io.ledgerstone.bench;

/**
 * Lehmer's generator with Park and Miller's numbers, because Lua can compute it exactly too: the peers replay the same entries.
 * Source: Park and Miller, "Random number generators: good ones are hard to find", 1988.
 */
final class Lehmer {
    private static final long MULTIPLIER = 16_807;
    private static final long MODULUS = 2_147_483_647;

    private long state;

    /** A generator of a seed, 1 to 2^31 - 2. */
    Lehmer(long seed) {
        state = seed;
    }

    /** 0 to {@code bound - 1}. */
    int below(int bound) {
        state = state * MULTIPLIER % MODULUS;
        return (int) (state % bound);
    }
}

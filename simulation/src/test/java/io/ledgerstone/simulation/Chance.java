package io.ledgerstone.simulation;

import io.ledgerstone.ledger.sync.Dice;
import java.util.List;
import java.util.Random;

/** All chance of a world comes from its seed; each part of the world has its own, so that one does not disturb another. */
final class Chance extends Random implements Dice {
    private static final long serialVersionUID = 1L;

    private final long seed;

    Chance(long seed) {
        super(seed);
        this.seed = seed;
    }

    /** The chance of a part. The same part of the same seed has the same. */
    Chance of(String part) {
        long mixed = (seed ^ (long) part.hashCode() << 32) * 0x9E37_79B9_7F4A_7C15L + part.length();
        return new Chance(mixed ^ mixed >>> 29);
    }

    @Override
    public int below(int bound) {
        return nextInt(bound);
    }

    /** From one number to another, both possible. */
    long between(long least, long most) {
        return nextLong(least, most + 1);
    }

    /** Whether something happens that happens once in so many times. */
    boolean oneIn(int times) {
        return nextInt(times) == 0;
    }

    <T> T pick(List<T> list) {
        return list.get(nextInt(list.size()));
    }
}

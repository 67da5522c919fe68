package io.ledgerstone.ledger.entry;

/** The arithmetic of weeks, the unit in which ledgers are compared and stored: week 1 starts at unix second 0. */
public final class Week {
    /** Seconds of a week. */
    public static final long SECONDS = 604_800;

    /** The number of the last week a key can fall in. */
    public static final int NUMBER_MAX = numberOf(Key.U32_MAX);

    private Week() {}

    /** The number of the week that a time in unix seconds falls in: {@code 1 + floor(time / 604800)}. */
    public static int numberOf(long time) {
        return (int) (1 + Math.floorDiv(time, SECONDS));
    }

    /** The first unix second of a week. */
    public static long firstTime(int weekNumber) {
        return (weekNumber - 1) * SECONDS;
    }
}

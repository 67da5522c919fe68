package io.ledgerstone.ledger.entry;

import io.ledgerstone.ledger.entry.InvalidEntryException.Reason;

/**
 * The place of an entry in ledger order: time, then counter, then realm, then creator.
 *
 * <p>Time is in unix seconds, 0 to 2^32 - 1. The counter, -2^31 to 2^32 - 1, tells events of one second apart; ignore entries
 * take the negative ones. Realm, 0 to 65,535, is 0 in {@link KeyLayout#CLASSIC} ledgers. Creator is 0 to 2^32 - 1.
 *
 * <p>A key is two longs, {@link #high()} and {@link #low()}, whose unsigned order is ledger order; that is also how it is
 * stored. Immutable.
 */
public final class Key implements Comparable<Key> {
    /** The largest time, counter and creator. */
    public static final long U32_MAX = 0xFFFF_FFFFL;

    /** The smallest counter. */
    public static final long COUNTER_MIN = Integer.MIN_VALUE;

    /** The largest realm. */
    public static final int REALM_MAX = 0xFFFF;

    private static final long COUNTER_BIAS = -COUNTER_MIN;

    private final long high;
    private final long low;

    private Key(long high, long low) {
        this.high = high;
        this.low = low;
    }

    /**
     * A key of the given parts.
     *
     * @throws InvalidEntryException if one is out of its range
     */
    public static Key of(long time, long counter, int realm, long creator) {
        require(time >= 0 && time <= U32_MAX, Reason.TIME_OUT_OF_RANGE, "time", time, "0 to 4294967295 unix seconds");
        require(
                counter >= COUNTER_MIN && counter <= U32_MAX,
                Reason.COUNTER_OUT_OF_RANGE,
                "counter",
                counter,
                "-2147483648 to 4294967295");
        require(realm >= 0 && realm <= REALM_MAX, Reason.REALM_OUT_OF_RANGE, "realm", realm, "0 to 65535");
        require(creator >= 0 && creator <= U32_MAX, Reason.CREATOR_OUT_OF_RANGE, "creator", creator, "0 to 4294967295");
        long biased = counter + COUNTER_BIAS;
        return new Key(time << 32 | biased >>> 1, (biased & 1) << 48 | (long) realm << 32 | creator);
    }

    /**
     * A key of numbers as scripts and foreign files know them.
     *
     * @throws InvalidEntryException if one has a fraction or is out of its range
     */
    public static Key ofNumbers(double time, double counter, double realm, double creator) {
        int wholeRealm = Math.clamp(whole("realm", realm), -1, REALM_MAX + 1);
        return of(whole("time", time), whole("counter", counter), wholeRealm, whole("creator", creator));
    }

    /** The key whose {@link #high()} and {@link #low()} these are. */
    public static Key ofPacked(long high, long low) {
        return new Key(high, low);
    }

    /** The first key a week can have. */
    public static Key firstOf(int weekNumber) {
        return of(Week.firstTime(weekNumber), COUNTER_MIN, 0, 0);
    }

    /** The smallest key of a time. */
    public static Key firstAt(long time) {
        return of(time, COUNTER_MIN, 0, 0);
    }

    /**
     * The key that {@link #text(KeyLayout)} wrote.
     *
     * @throws InvalidEntryException if the text is not a key of this layout
     */
    public static Key parse(String text, KeyLayout layout) {
        int numbersWanted = layout == KeyLayout.CLASSIC ? 3 : 4;
        long[] numbers = new long[numbersWanted];
        int at = 0;
        for (int i = 0; i < numbersWanted; i++) {
            int end = i == numbersWanted - 1 ? text.length() : text.indexOf('-', at + 1);
            numbers[i] = number(text, at, end, layout);
            at = end + 1;
        }
        return layout == KeyLayout.CLASSIC
                ? of(numbers[0], numbers[1], 0, numbers[2])
                : of(numbers[0], numbers[1], Math.clamp(numbers[2], -1, REALM_MAX + 1), numbers[3]);
    }

    private static long number(String text, int from, int to, KeyLayout layout) {
        int digits = from < text.length() && text.charAt(from) == '-' ? from + 1 : from;
        boolean plain = to > digits && to - digits <= 10 && to <= text.length();
        for (int i = digits; plain && i < to; i++) {
            plain = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        if (!plain) {
            throw new InvalidEntryException(
                    Reason.KEY_TEXT,
                    "'" + text + "' is not a key; write it as time-counter-"
                            + (layout == KeyLayout.CLASSIC ? "" : "realm-") + "creator, such as 1700000007-0-"
                            + (layout == KeyLayout.CLASSIC ? "" : "4476-") + "43981");
        }
        return Long.parseLong(text, from, to, 10);
    }

    private static long whole(String name, double value) {
        if (value != Math.rint(value) || Double.isInfinite(value)) {
            throw new InvalidEntryException(Reason.KEY_NOT_WHOLE, name + " must be a whole number, not " + value);
        }
        return (long) value;
    }

    private static void require(boolean ok, Reason reason, String name, long value, String range) {
        if (!ok) {
            throw new InvalidEntryException(reason, name + " must be " + range + ", not " + value);
        }
    }

    /** Unix seconds. */
    public long time() {
        return high >>> 32;
    }

    /** What tells events of one second apart. */
    public long counter() {
        return ((high & U32_MAX) << 1 | low >>> 48) - COUNTER_BIAS;
    }

    /** The creator's realm; 0 in classic ledgers. */
    public int realm() {
        return (int) (low >>> 32) & REALM_MAX;
    }

    /** Who made the entry: the integer part of a character's GUID. */
    public long creator() {
        return low & U32_MAX;
    }

    /** The number of the week this key falls in. */
    public int weekNumber() {
        return Week.numberOf(time());
    }

    /** The first half of the packed form. Compare it as unsigned. */
    public long high() {
        return high;
    }

    /** The second half of the packed form; never negative. */
    public long low() {
        return low;
    }

    /** The key as LibEventSourcing writes its uuid: the layout's numbers in decimal, joined by {@code -}. */
    public String text(KeyLayout layout) {
        StringBuilder text = new StringBuilder(40).append(time()).append('-').append(counter());
        if (layout == KeyLayout.CROSS_REALM) {
            text.append('-').append(realm());
        }
        return text.append('-').append(creator()).toString();
    }

    @Override
    public int compareTo(Key other) {
        return compare(high, low, other.high, other.low);
    }

    /** Ledger order of two keys in packed form. */
    public static int compare(long highA, long lowA, long highB, long lowB) {
        return highA == highB ? Long.compare(lowA, lowB) : Long.compareUnsigned(highA, highB);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Key key && key.high == high && key.low == low;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(high * 31 + low);
    }

    @Override
    public String toString() {
        return text(KeyLayout.CROSS_REALM);
    }
}

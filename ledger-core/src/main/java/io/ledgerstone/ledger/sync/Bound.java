package io.ledgerstone.ledger.sync;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.LedgerException;
import io.ledgerstone.ledger.entry.Week;

/**
 * A cut through ledger order: everything below it is on one side, everything from it on is on the other. Not necessarily an entry.
 *
 * @param high the key's first half, compared unsigned
 * @param low the key's second half
 * @param idHigh the id's first half, compared unsigned
 * @param idLow the id's second half, compared unsigned
 */
public record Bound(long high, long low, long idHigh, long idLow) implements Comparable<Bound> {
    /** Below every entry. */
    public static final Bound START = new Bound(0, 0, 0, 0);

    /** Above every entry. */
    public static final Bound END = new Bound(-1, -1, -1, -1);

    private static final int LOW_BITS = 49;

    /** Requires the halves of a key. */
    public Bound {
        boolean end = (high & low & idHigh & idLow) == -1;
        if (!end && low >>> LOW_BITS != 0) {
            throw new LedgerException("no key has the second half " + Long.toHexString(low));
        }
    }

    /** The first moment of a week; after the last week, {@link #END}. */
    public static Bound ofWeek(int number) {
        return number > Week.NUMBER_MAX ? END : ofTime(Week.firstTime(number));
    }

    /** The first moment of a unix second; after the last one, {@link #END}. */
    public static Bound ofTime(long time) {
        return time > Key.U32_MAX ? END : new Bound(time << 32, 0, 0, 0);
    }

    /** Right below an entry. */
    public static Bound of(Entry entry) {
        Key key = entry.key();
        return new Bound(key.high(), key.low(), entry.id().high(), entry.id().low());
    }

    /** Unix seconds; 2^32 of {@link #END}. */
    long time() {
        return isEnd() ? Key.U32_MAX + 1 : high >>> 32;
    }

    /** The week that whatever follows is in; one more than the last of {@link #END}. */
    int weekNumber() {
        return isEnd() ? Week.NUMBER_MAX + 1 : Week.numberOf(high >>> 32);
    }

    boolean isEnd() {
        return high == -1 && low == -1;
    }

    /** Whether it needs no more than a time to tell. */
    boolean isWholeSecond() {
        return isEnd() || ((int) high == 0 && low == 0 && isWholeKey());
    }

    /** Whether it needs no id to tell. */
    boolean isWholeKey() {
        return isEnd() || (idHigh == 0 && idLow == 0);
    }

    /** Whether it is where a week begins. */
    boolean isWeekStart() {
        return isEnd() || (isWholeSecond() && time() % Week.SECONDS == 0);
    }

    @Override
    public int compareTo(Bound other) {
        if (high != other.high) {
            return Long.compareUnsigned(high, other.high);
        }
        if (low != other.low) {
            return Long.compareUnsigned(low, other.low);
        }
        if (idHigh != other.idHigh) {
            return Long.compareUnsigned(idHigh, other.idHigh);
        }
        return Long.compareUnsigned(idLow, other.idLow);
    }
}

package io.ledgerstone.ledger.sync;

import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.LedgerException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The places and ids of all entries of one week in ledger order, shadowed ones included, with running sums, so that the
 * fingerprint of any part costs two look-ups. 64 bytes an entry. Immutable, for any number of threads.
 */
public final class WeekIds {
    static final int LIMBS = 4;

    private static final int LONGS = 4;

    private final long[] numbers;
    private final long[] sums;

    private WeekIds(long[] numbers, long[] sums) {
        this.numbers = numbers;
        this.sums = sums;
    }

    /** A week's ids in the making; confined to one thread. */
    public static final class Builder {
        private final Expansion expansion;
        private long[] numbers = new long[64];
        private int longs;

        private Builder(Expansion expansion) {
            this.expansion = expansion;
        }

        /**
         * Adds the next entry in ledger order: the halves of its key, the halves of its id.
         *
         * @throws LedgerException if it is not above the last one
         */
        public Builder add(long high, long low, long idHigh, long idLow) {
            if (longs == numbers.length) {
                numbers = Arrays.copyOf(numbers, numbers.length * 2);
            }
            numbers[longs] = high;
            numbers[longs + 1] = low;
            numbers[longs + 2] = idHigh;
            numbers[longs + 3] = idLow;
            if (longs > 0 && compare(numbers, longs - LONGS, high, low, idHigh, idLow) >= 0) {
                throw new LedgerException("entries must be added in ledger order, each once");
            }
            longs += LONGS;
            return this;
        }

        /** The ids so far. */
        public WeekIds build() {
            long[] sums = new long[longs + LIMBS];
            for (int at = 0; at < longs; at += LONGS) {
                long[] limbs = expansion.limbs(numbers[at + 2], numbers[at + 3]);
                long carry = 0;
                for (int i = 0; i < LIMBS; i++) {
                    long partial = sums[at + i] + limbs[i];
                    long sum = partial + carry;
                    carry = Long.compareUnsigned(partial, limbs[i]) < 0 || Long.compareUnsigned(sum, carry) < 0 ? 1 : 0;
                    sums[at + LIMBS + i] = sum;
                }
            }
            return new WeekIds(Arrays.copyOf(numbers, longs), sums);
        }
    }

    /** No ids yet. */
    public static Builder builder() {
        return new Builder(Expansion.sha256());
    }

    static Builder builder(Expansion expansion) {
        return new Builder(expansion);
    }

    /** How many entries there are. */
    public int size() {
        return numbers.length / LONGS;
    }

    /** The index of the first entry that is not below a bound. */
    int indexOf(Bound bound) {
        return indexBetween(bound, 0, size());
    }

    /** The same, found the sooner the nearer it is to some index: ranges of a message are neighbours. */
    int indexOf(Bound bound, int near) {
        int low = near;
        int high = near;
        int step = 1;
        if (near < size() && isBelow(near, bound)) {
            for (low = high = near + 1; high < size() && isBelow(high, bound); step <<= 1) {
                low = high + 1;
                high = Math.min(size(), high + step);
            }
        } else {
            for (; low > 0 && !isBelow(low - 1, bound); step <<= 1) {
                high = low - 1;
                low = Math.max(0, low - step);
            }
        }
        return indexBetween(bound, low, high);
    }

    private int indexBetween(Bound bound, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (isBelow(middle, bound)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean isBelow(int index, Bound bound) {
        return compare(numbers, index * LONGS, bound.high(), bound.low(), bound.idHigh(), bound.idLow()) < 0;
    }

    EntryId id(int index) {
        return new EntryId(numbers[index * LONGS + 2], numbers[index * LONGS + 3]);
    }

    List<EntryId> ids(int from, int to) {
        List<EntryId> ids = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            ids.add(id(i));
        }
        return ids;
    }

    /** Right below an entry. */
    Bound at(int index) {
        int at = index * LONGS;
        return new Bound(numbers[at], numbers[at + 1], numbers[at + 2], numbers[at + 3]);
    }

    /** The bound that needs the fewest bytes between an entry and the one before it. */
    Bound before(int index) {
        int at = index * LONGS;
        int last = at - LONGS;
        if (numbers[last] >>> 32 != numbers[at] >>> 32) {
            return Bound.ofTime(numbers[at] >>> 32);
        }
        boolean keysDiffer = numbers[last] != numbers[at] || numbers[last + 1] != numbers[at + 1];
        return keysDiffer ? new Bound(numbers[at], numbers[at + 1], 0, 0) : at(index);
    }

    /** The sum over entries {@code from} to {@code to}, put in {@code limbs}. */
    void sum(int from, int to, long[] limbs) {
        long borrow = 0;
        for (int i = 0; i < LIMBS; i++) {
            long end = sums[to * LIMBS + i];
            long begin = sums[from * LIMBS + i];
            long difference = end - begin;
            long result = difference - borrow;
            borrow = Long.compareUnsigned(end, begin) < 0 || Long.compareUnsigned(difference, borrow) < 0 ? 1 : 0;
            limbs[i] = result;
        }
    }

    private static int compare(long[] numbers, int at, long high, long low, long idHigh, long idLow) {
        if (numbers[at] != high) {
            return Long.compareUnsigned(numbers[at], high);
        }
        if (numbers[at + 1] != low) {
            return Long.compareUnsigned(numbers[at + 1], low);
        }
        if (numbers[at + 2] != idHigh) {
            return Long.compareUnsigned(numbers[at + 2], idHigh);
        }
        return Long.compareUnsigned(numbers[at + 3], idLow);
    }
}

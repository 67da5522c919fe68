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

    /** Longs of an entry beside the first half of its key, which mostly tells alone where it belongs. */
    private static final int LONGS = 3;

    private final long[] highs;
    private final long[] rests;
    private final long[] sums;

    private WeekIds(long[] highs, long[] rests, long[] sums) {
        this.highs = highs;
        this.rests = rests;
        this.sums = sums;
    }

    /** A week's ids in the making; confined to one thread. */
    public static final class Builder {
        private final Expansion expansion;
        private long[] highs = new long[16];
        private long[] rests = new long[16 * LONGS];
        private int size;

        private Builder(Expansion expansion) {
            this.expansion = expansion;
        }

        /**
         * Adds the next entry in ledger order: the halves of its key, the halves of its id.
         *
         * @throws LedgerException if it is not above the last one
         */
        public Builder add(long high, long low, long idHigh, long idLow) {
            if (size == highs.length) {
                highs = Arrays.copyOf(highs, 2 * size);
                rests = Arrays.copyOf(rests, 2 * size * LONGS);
            }
            highs[size] = high;
            rests[size * LONGS] = low;
            rests[size * LONGS + 1] = idHigh;
            rests[size * LONGS + 2] = idLow;
            if (size > 0 && compare(highs, rests, size - 1, high, low, idHigh, idLow) >= 0) {
                throw new LedgerException("entries must be added in ledger order, each once");
            }
            size++;
            return this;
        }

        /** The ids so far. */
        public WeekIds build() {
            long[] sums = new long[(size + 1) * LIMBS];
            for (int entry = 0; entry < size; entry++) {
                long[] limbs = expansion.limbs(rests[entry * LONGS + 1], rests[entry * LONGS + 2]);
                int at = entry * LIMBS;
                long carry = 0;
                for (int i = 0; i < LIMBS; i++) {
                    long partial = sums[at + i] + limbs[i];
                    long sum = partial + carry;
                    carry = Long.compareUnsigned(partial, limbs[i]) < 0 || Long.compareUnsigned(sum, carry) < 0 ? 1 : 0;
                    sums[at + LIMBS + i] = sum;
                }
            }
            return new WeekIds(Arrays.copyOf(highs, size), Arrays.copyOf(rests, size * LONGS), sums);
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
        return highs.length;
    }

    /** The index of the first entry that is not below a bound; found the sooner the nearer it is to some index. */
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
        return compare(highs, rests, index, bound.high(), bound.low(), bound.idHigh(), bound.idLow()) < 0;
    }

    EntryId id(int index) {
        return new EntryId(rests[index * LONGS + 1], rests[index * LONGS + 2]);
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
        return new Bound(highs[index], rests[at], rests[at + 1], rests[at + 2]);
    }

    /** The bound that needs the fewest bytes between an entry and the one before it. */
    Bound before(int index) {
        int last = index - 1;
        if (highs[last] >>> 32 != highs[index] >>> 32) {
            return Bound.ofTime(highs[index] >>> 32);
        }
        boolean keysDiffer = highs[last] != highs[index] || rests[last * LONGS] != rests[index * LONGS];
        return keysDiffer ? new Bound(highs[index], rests[index * LONGS], 0, 0) : at(index);
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

    private static int compare(long[] highs, long[] rests, int index, long high, long low, long idHigh, long idLow) {
        if (highs[index] != high) {
            return Long.compareUnsigned(highs[index], high);
        }
        int at = index * LONGS;
        if (rests[at] != low) {
            return Long.compareUnsigned(rests[at], low);
        }
        if (rests[at + 1] != idHigh) {
            return Long.compareUnsigned(rests[at + 1], idHigh);
        }
        return Long.compareUnsigned(rests[at + 2], idLow);
    }
}

package io.ledgerstone.ledger.store;

import io.ledgerstone.ledger.entry.Key;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** All keys and ids of a table as plain numbers, in ledger order: what duplicates are looked up in. Immutable. */
final class WeekKeys {
    private static final int LONGS = 4;

    private final long[] numbers;

    WeekKeys(Iterator<TableKey> keys, long size) {
        numbers = new long[Math.toIntExact(size * LONGS)];
        int at = 0;
        TableKey before = null;
        while (keys.hasNext()) {
            TableKey key = keys.next();
            CheckWord.require(before == null || before.compareTo(key) < 0, "keys are out of order");
            CheckWord.require(at < numbers.length, "there are more keys than were written");
            numbers[at] = key.high;
            numbers[at + 1] = key.low;
            numbers[at + 2] = key.idHigh;
            numbers[at + 3] = key.idLow;
            at += LONGS;
            before = key;
        }
        CheckWord.require(at == numbers.length, "there are fewer keys than were written");
    }

    int size() {
        return numbers.length / LONGS;
    }

    TableKey get(int index) {
        int at = index * LONGS;
        return new TableKey(numbers[at], numbers[at + 1], numbers[at + 2], numbers[at + 3]);
    }

    /** The first one that is not below a bound. */
    @Nullable TableKey ceiling(TableKey bound) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(middle, bound) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < size() ? get(low) : null;
    }

    private int compare(int index, TableKey key) {
        int at = index * LONGS;
        int byKey = Key.compare(numbers[at], numbers[at + 1], key.high, key.low);
        if (byKey != 0) {
            return byKey;
        }
        int byId = Long.compareUnsigned(numbers[at + 2], key.idHigh);
        return byId != 0 ? byId : Long.compareUnsigned(numbers[at + 3], key.idLow);
    }

    /** Counts all of them. */
    Summing summedBy(Summing summing) {
        for (int i = 0; i < size(); i++) {
            int at = i * LONGS;
            summing.add(numbers[at], numbers[at + 1], numbers[at + 2], numbers[at + 3]);
        }
        return summing;
    }
}

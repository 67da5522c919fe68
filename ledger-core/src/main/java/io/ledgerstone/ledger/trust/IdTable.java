package io.ledgerstone.ledger.trust;

import io.ledgerstone.ledger.entry.EntryId;
import java.util.Arrays;
import java.util.function.ObjIntConsumer;

/**
 * A number for each of millions of entry ids, in 25 to 38 bytes an id: a map of objects takes three times as much. Open addressing
 * with linear probing, at most four fifths full. The ids in seals are chosen by others, so the places depend on a salt that they do
 * not know. Confined to its owner's lock.
 */
final class IdTable {
    /** What {@link #get} says about an id that is not there. */
    static final int ABSENT = Integer.MIN_VALUE;

    private static final int SLOTS_MIN = 16;

    private final long salt;
    private long[] ids = new long[2 * SLOTS_MIN];
    private int[] values = emptyValues(SLOTS_MIN);
    private int size;

    IdTable(long salt) {
        this.salt = salt;
    }

    int size() {
        return size;
    }

    /** The number of an id, or {@link #ABSENT}. */
    int get(EntryId id) {
        return values[slot(id.high(), id.low())];
    }

    /** Sets the number of an id. */
    void put(EntryId id, int value) {
        int slot = slot(id.high(), id.low());
        if (values[slot] == ABSENT) {
            if (size >= values.length - values.length / 5) {
                grow();
                slot = slot(id.high(), id.low());
            }
            ids[2 * slot] = id.high();
            ids[2 * slot + 1] = id.low();
            size++;
        }
        values[slot] = value;
    }

    void forEach(ObjIntConsumer<EntryId> consumer) {
        for (int slot = 0; slot < values.length; slot++) {
            if (values[slot] != ABSENT) {
                consumer.accept(new EntryId(ids[2 * slot], ids[2 * slot + 1]), values[slot]);
            }
        }
    }

    private static int[] emptyValues(int slots) {
        int[] values = new int[slots];
        Arrays.fill(values, ABSENT);
        return values;
    }

    /** Where an id is, or where it would go. */
    private int slot(long high, long low) {
        int slots = values.length;
        int slot = (int) Math.unsignedMultiplyHigh(mix(mix(high ^ salt) + low), slots);
        while (values[slot] != ABSENT && (ids[2 * slot] != high || ids[2 * slot + 1] != low)) {
            slot = slot + 1 == slots ? 0 : slot + 1;
        }
        return slot;
    }

    /** Half as much again: doubling would leave the table two thirds empty for long. */
    private void grow() {
        long[] oldIds = ids;
        int[] oldValues = values;
        int slots = values.length + values.length / 2;
        ids = new long[2 * slots];
        values = emptyValues(slots);
        for (int old = 0; old < oldValues.length; old++) {
            if (oldValues[old] != ABSENT) {
                int slot = slot(oldIds[2 * old], oldIds[2 * old + 1]);
                ids[2 * slot] = oldIds[2 * old];
                ids[2 * slot + 1] = oldIds[2 * old + 1];
                values[slot] = oldValues[old];
            }
        }
    }

    /** The finalizer of SplitMix64: every bit of the input moves every bit of the output. */
    private static long mix(long bits) {
        long mixed = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}

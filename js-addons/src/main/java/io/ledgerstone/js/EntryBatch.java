package io.ledgerstone.js;

import io.ledgerstone.ledger.codec.CanonicalCursor;
import io.ledgerstone.ledger.codec.EncodedFields;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Key;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Entries on their way into a script: the numbers and texts of all of them in two arrays, and for each its shape and where its own
 * begin. A script may keep an entry for ever, so a batch is never used twice.
 */
final class EntryBatch {
    /** Entries in a batch: enough to make its cost invisible, few enough for a kept entry to hold on to. */
    static final int ENTRIES_MAX = 256;

    /** Time, counter, realm and creator come first among an entry's numbers. */
    static final int KEY_NUMBERS = 4;

    private final Entry[] entries;
    private final EntryShape[] shapes;
    private final int[] numberStarts;
    private final int[] textStarts;
    private double[] numbers;
    private @Nullable String[] texts;
    private int numberCount;
    private int textCount;

    /** An empty batch for so many entries, with room for about as much as the last one needed. */
    EntryBatch(int size, @Nullable EntryBatch last) {
        entries = new Entry[size];
        shapes = new EntryShape[size];
        numberStarts = new int[size];
        textStarts = new int[size];
        numbers = new double[last == null ? size * 8 : last.numberCount];
        texts = new String[last == null ? size * 4 : last.textCount];
    }

    /** Puts an entry in place if it is of this shape. */
    boolean put(int row, Entry entry, EntryShape shape, CanonicalCursor cursor) {
        if (numbers.length - numberCount < shape.numberCount()) {
            numbers = Arrays.copyOf(numbers, 2 * numbers.length + shape.numberCount());
        }
        if (texts.length - textCount < shape.textCount()) {
            texts = Arrays.copyOf(texts, 2 * texts.length + shape.textCount());
        }
        if (!shape.write((EncodedFields) entry.fields(), cursor, numbers, numberCount, texts, textCount)) {
            Arrays.fill(texts, textCount, Math.min(texts.length, textCount + shape.textCount()), null);
            return false;
        }
        Key key = entry.key();
        numbers[numberCount] = key.time();
        numbers[numberCount + 1] = key.counter();
        numbers[numberCount + 2] = key.realm();
        numbers[numberCount + 3] = key.creator();
        entries[row] = entry;
        shapes[row] = shape;
        numberStarts[row] = numberCount;
        textStarts[row] = textCount;
        numberCount += shape.numberCount();
        textCount += shape.textCount();
        return true;
    }

    Entry[] entries() {
        return entries;
    }

    double[] numbers() {
        return numbers;
    }

    @Nullable String[] texts() {
        return texts;
    }

    /** Hands an entry to the handlers. */
    void run(int row) {
        shapes[row].run().executeVoid(row, numberStarts[row], textStarts[row]);
    }
}

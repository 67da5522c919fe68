package io.ledgerstone.js;

import io.ledgerstone.ledger.codec.CanonicalCursor;
import io.ledgerstone.ledger.entry.Value;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Plain data on its way into a script: values in order as kinds, numbers and texts, from which the script grows objects of its own.
 * That costs a fraction of making them through the polyglot API. Confined to one thread.
 *
 * <p>A list is its kind and its count among the numbers, then its values; a map the same, with each name among the texts before
 * its value.
 */
final class ValueTape {
    private static final int NIL = 0;
    private static final int FALSE = 1;
    private static final int TRUE = 2;
    private static final int NUMBER = 3;
    private static final int TEXT = 4;
    private static final int LIST = 5;
    private static final int MAP = 6;

    private int[] kinds = new int[16];
    private double[] numbers = new double[8];
    private @Nullable String[] texts = new String[8];
    private int kindCount;
    private int numberCount;
    private int textCount;

    /** The tape of one value, as the script takes it. */
    static Object[] of(Value value) {
        ValueTape tape = new ValueTape();
        tape.write(value);
        return tape.parts();
    }

    /** The tape of the value at a cursor, which moves past it. */
    static Object[] of(CanonicalCursor cursor) {
        ValueTape tape = new ValueTape();
        tape.write(cursor);
        return tape.parts();
    }

    private Object[] parts() {
        return new Object[] {kinds, numbers, texts};
    }

    private void write(Value value) {
        switch (value) {
            case Value.Nil nil -> kind(NIL);
            case Value.Bool bool -> kind(bool.value() ? TRUE : FALSE);
            case Value.Num number -> number(NUMBER, number.value());
            case Value.Text text -> {
                kind(TEXT);
                text(text.value());
            }
            case Value.Sequence list -> {
                number(LIST, list.values().size());
                list.values().forEach(this::write);
            }
            case Value.Mapping map -> {
                number(MAP, map.values().size());
                map.values().forEach((name, element) -> {
                    text(name);
                    write(element);
                });
            }
        }
    }

    private void write(CanonicalCursor cursor) {
        switch (cursor.kind()) {
            case BOOL -> kind(cursor.bool() ? TRUE : FALSE);
            case NUMBER -> number(NUMBER, cursor.number());
            case TEXT -> {
                kind(TEXT);
                text(cursor.text());
            }
            case SEQUENCE -> {
                int count = cursor.sequence();
                number(LIST, count);
                for (int i = 0; i < count; i++) {
                    write(cursor);
                }
            }
            case MAPPING -> {
                int count = cursor.mapping();
                number(MAP, count);
                for (int i = 0; i < count; i++) {
                    text(cursor.name());
                    write(cursor);
                }
            }
            case NIL, OTHER -> {
                cursor.skip();
                kind(NIL);
            }
        }
    }

    private void kind(int kind) {
        if (kindCount == kinds.length) {
            kinds = Arrays.copyOf(kinds, 2 * kindCount);
        }
        kinds[kindCount++] = kind;
    }

    private void number(int kind, double number) {
        kind(kind);
        if (numberCount == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * numberCount);
        }
        numbers[numberCount++] = number;
    }

    private void text(String text) {
        if (textCount == texts.length) {
            texts = Arrays.copyOf(texts, 2 * textCount);
        }
        texts[textCount++] = text;
    }
}

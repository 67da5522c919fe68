package io.ledgerstone.ledger.codec;

import io.ledgerstone.ledger.entry.InvalidEntryException;
import io.ledgerstone.ledger.entry.InvalidEntryException.Reason;
import io.ledgerstone.ledger.entry.Value;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** Writes canonical bytes; see the package for the format. Confined to one thread. */
public final class CanonicalWriter {
    private static final double INTEGER_MAX = 9_007_199_254_740_991d;

    private final NumberRule numberRule;
    private final int depthMax;
    private byte[] bytes = new byte[128];
    private int size;

    /** Which numbers may be written. */
    public enum NumberRule {
        /** What every language reads back exactly: finite, and integers to 2^53 - 1 either way. */
        ENTRY,
        /** Whatever a handler may compute. */
        STATE
    }

    /** A writer that refuses values nested deeper than {@code depthMax}. */
    public CanonicalWriter(NumberRule numberRule, int depthMax) {
        this.numberRule = numberRule;
        this.depthMax = depthMax;
    }

    /**
     * Writes a value.
     *
     * @throws InvalidEntryException if it is too deep, holds a text that is not valid Unicode, or a number the rule refuses
     */
    public void value(Value value) {
        value(value, 1);
    }

    private void value(Value value, int depth) {
        switch (value) {
            case Value.Nil nil -> one(CanonicalCursor.NIL);
            case Value.Bool bool -> one(bool.value() ? CanonicalCursor.TRUE : CanonicalCursor.FALSE);
            case Value.Num number -> number(number.value());
            case Value.Text text -> text(text.value());
            case Value.Sequence list -> {
                requireDepth(depth);
                head(CanonicalCursor.ARRAY, list.values().size());
                list.values().forEach(element -> value(element, depth + 1));
            }
            case Value.Mapping map -> {
                requireDepth(depth);
                if (map.values().isEmpty()) {
                    head(CanonicalCursor.ARRAY, 0);
                } else {
                    entries(map, depth);
                }
            }
        }
    }

    /** Writes a map, as a map even if it is empty; the fields of an entry are one. */
    public void map(Value.Mapping map) {
        requireDepth(1);
        entries(map, 1);
    }

    private void entries(Value.Mapping map, int depth) {
        head(CanonicalCursor.MAP, map.values().size());
        @SuppressWarnings("ArrayRecordComponent") // Never compared as a whole, never leaves this method.
        record Named(byte[] name, Value value) {}
        Named[] sorted = new Named[map.values().size()];
        int i = 0;
        for (Map.Entry<String, Value> entry : map.values().entrySet()) {
            sorted[i++] = new Named(Names.utf8(entry.getKey()), entry.getValue());
        }
        Arrays.sort(sorted, (a, b) -> compareNames(a.name, b.name));
        for (Named named : sorted) {
            text(named.name);
            value(named.value, depth + 1);
        }
    }

    private static int compareNames(byte[] a, byte[] b) {
        return a.length != b.length ? Integer.compare(a.length, b.length) : Arrays.compareUnsigned(a, b);
    }

    /** Writes a number. */
    public void number(double number) {
        if (number == Math.rint(number) && Math.abs(number) <= INTEGER_MAX) {
            long whole = (long) number;
            head(whole < 0 ? CanonicalCursor.NEGATIVE : CanonicalCursor.UNSIGNED, whole < 0 ? -1 - whole : whole);
            return;
        }
        if (numberRule == NumberRule.ENTRY && (!Double.isFinite(number) || number == Math.rint(number))) {
            throw new InvalidEntryException(
                    Reason.NUMBER,
                    "an entry cannot hold the number " + number
                            + "; integers end at 2^53 - 1, so carry large ids as text");
        }
        if (Double.isNaN(number)) {
            // Processors make NaNs of either sign; one of them stands for all.
            one(CanonicalCursor.FLOAT16);
            bigEndian(0x7e00, 2);
            return;
        }
        float single = (float) number;
        if (Double.compare(single, number) != 0) {
            one(CanonicalCursor.FLOAT64);
            bigEndian(Double.doubleToRawLongBits(number), 8);
            return;
        }
        short half = Float.floatToFloat16(single);
        if (Float.compare(Float.float16ToFloat(half), single) == 0) {
            one(CanonicalCursor.FLOAT16);
            bigEndian(half, 2);
        } else {
            one(CanonicalCursor.FLOAT32);
            bigEndian(Float.floatToIntBits(single), 4);
        }
    }

    /** Writes a text that is likely to be written again, such as a type. */
    void name(String name) {
        text(Names.utf8(name));
    }

    /** Writes a text. */
    public void text(String text) {
        text(utf8(text));
    }

    private void text(byte[] utf8) {
        head(CanonicalCursor.TEXT, utf8.length);
        ensure(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
    }

    /** How many bytes were written so far. */
    public int size() {
        return size;
    }

    /** A copy of the bytes written so far. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    static byte[] utf8(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return utf8OfPairs(text);
            }
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Several times slower, but half a pair does not pass for a question mark. */
    private static byte[] utf8OfPairs(String text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new InvalidEntryException(Reason.TEXT, "'" + text + "' is not valid Unicode: half a surrogate pair");
        }
    }

    private void requireDepth(int depth) {
        if (depth > depthMax) {
            throw new InvalidEntryException(
                    Reason.TOO_DEEP, "values are nested deeper than " + depthMax + "; does a table hold itself?");
        }
    }

    private void head(int major, long argument) {
        if (argument < 24) {
            one(major << 5 | (int) argument);
        } else if (argument < 1L << 8) {
            one(major << 5 | 24);
            bigEndian(argument, 1);
        } else if (argument < 1L << 16) {
            one(major << 5 | 25);
            bigEndian(argument, 2);
        } else if (argument < 1L << 32) {
            one(major << 5 | 26);
            bigEndian(argument, 4);
        } else {
            one(major << 5 | 27);
            bigEndian(argument, 8);
        }
    }

    private void one(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    private void bigEndian(long value, int count) {
        ensure(count);
        for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >> shift);
        }
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}

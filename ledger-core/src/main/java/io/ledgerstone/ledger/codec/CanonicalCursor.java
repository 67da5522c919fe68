package io.ledgerstone.ledger.codec;

import io.ledgerstone.ledger.entry.InvalidEntryException;
import io.ledgerstone.ledger.entry.InvalidEntryException.Reason;
import io.ledgerstone.ledger.entry.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads canonical bytes value by value, without building what nobody asks for: {@link #kind()} tells what comes next, one of the
 * reading methods takes it or {@link #skip()} passes it.
 *
 * <p>Meant for bytes that {@link CanonicalCheck} has let through; on others it may read nonsense or throw, but never outside the
 * array. Confined to one thread.
 */
public final class CanonicalCursor {
    static final int UNSIGNED = 0;
    static final int NEGATIVE = 1;
    static final int TEXT = 3;
    static final int ARRAY = 4;
    static final int MAP = 5;
    static final int FALSE = 0xF4;
    static final int TRUE = 0xF5;
    static final int NIL = 0xF6;
    static final int FLOAT16 = 0xF9;
    static final int FLOAT32 = 0xFA;
    static final int FLOAT64 = 0xFB;

    private static final Kind[] KIND_OF_MAJOR = {
        Kind.NUMBER, Kind.NUMBER, Kind.OTHER, Kind.TEXT, Kind.SEQUENCE, Kind.MAPPING, Kind.OTHER, Kind.OTHER
    };

    private byte[] bytes;
    private int at;

    /** What a value is. */
    public enum Kind {
        /** Nil. */
        NIL,
        /** A boolean. */
        BOOL,
        /** A number. */
        NUMBER,
        /** A text. */
        TEXT,
        /** A list. */
        SEQUENCE,
        /** A map. */
        MAPPING,
        /** Nothing canonical. */
        OTHER
    }

    /** A cursor at an offset of an array, which must not change while the cursor is used. */
    public CanonicalCursor(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    /** Moves to an offset of another array, to save a new cursor. */
    public void reset(byte[] newBytes, int newAt) {
        bytes = newBytes;
        at = newAt;
    }

    /** The offset of the next value. */
    public int at() {
        return at;
    }

    /** The array that is read, for those who look at the bytes themselves. Must not be written to. */
    public byte[] array() {
        return bytes;
    }

    /** What comes next. */
    public Kind kind() {
        int head = bytes[at] & 0xFF;
        if (head < 0xE0) {
            return KIND_OF_MAJOR[head >> 5];
        }
        return switch (head) {
            case FALSE, TRUE -> Kind.BOOL;
            case NIL -> Kind.NIL;
            case FLOAT16, FLOAT32, FLOAT64 -> Kind.NUMBER;
            default -> Kind.OTHER;
        };
    }

    /** Takes a boolean. */
    public boolean bool() {
        return (bytes[at++] & 0xFF) == TRUE;
    }

    /** Takes a number. */
    public double number() {
        int head = bytes[at] & 0xFF;
        return switch (head) {
            case FLOAT16 -> {
                at++;
                yield Float.float16ToFloat((short) bigEndian(2));
            }
            case FLOAT32 -> {
                at++;
                yield Float.intBitsToFloat((int) bigEndian(4));
            }
            case FLOAT64 -> {
                at++;
                yield Double.longBitsToDouble(bigEndian(8));
            }
            default -> {
                long argument = argument();
                yield head >> 5 == NEGATIVE ? -1 - argument : argument;
            }
        };
    }

    /** Takes a text. */
    public String text() {
        int length = textLength();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    /** Takes a text that is likely to have been seen before, such as a type or a field's name. */
    public String name() {
        int length = textLength();
        String name = Names.of(bytes, at, length);
        at += length;
        return name;
    }

    /** Takes the head of a text; its UTF-8 bytes follow at {@link #at()}, to be passed with {@link #advance(int)}. */
    public int textLength() {
        return (int) argument();
    }

    /** Passes bytes. */
    public void advance(int count) {
        at += count;
    }

    /** Takes the head of a list and tells how many values follow. */
    public int sequence() {
        return (int) argument();
    }

    /** Takes the head of a map and tells how many pairs of a text and a value follow. */
    public int mapping() {
        return (int) argument();
    }

    /** Takes a nil. */
    public void nil() {
        at++;
    }

    /** Passes the next value, however large. */
    public void skip() {
        long left = 1;
        while (left > 0) {
            left--;
            int head = bytes[at] & 0xFF;
            if (head >= 0xE0) {
                at += head == FLOAT64 ? 9 : head == FLOAT32 ? 5 : head == FLOAT16 ? 3 : 1;
                continue;
            }
            long argument = argument();
            switch (head >> 5) {
                case TEXT -> at += (int) argument;
                case ARRAY -> left += argument;
                case MAP -> left += 2 * argument;
                default -> {}
            }
        }
    }

    /** Takes the next value, whatever it is. */
    public Value value() {
        return switch (kind()) {
            case NIL -> {
                nil();
                yield Value.NIL;
            }
            case BOOL -> new Value.Bool(bool());
            case NUMBER -> new Value.Num(number());
            case TEXT -> new Value.Text(text());
            case SEQUENCE -> {
                int count = sequence();
                List<Value> values = new ArrayList<>(Math.min(count, 1024));
                for (int i = 0; i < count; i++) {
                    values.add(value());
                }
                yield new Value.Sequence(values);
            }
            case MAPPING -> {
                int count = mapping();
                Map<String, Value> values = new LinkedHashMap<>();
                for (int i = 0; i < count; i++) {
                    values.put(name(), value());
                }
                yield new Value.Mapping(values);
            }
            case OTHER -> throw new InvalidEntryException(Reason.NOT_CANONICAL, "no canonical value at byte " + at);
        };
    }

    private long argument() {
        int low = bytes[at++] & 0x1F;
        return low < 24 ? low : bigEndian(1 << (low - 24));
    }

    private long bigEndian(int count) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = (value << 8) | (bytes[at++] & 0xFF);
        }
        return value;
    }
}

package io.ledgerstone.ledger.sync.libeventsourcing;

import io.ledgerstone.ledger.sync.libeventsourcing.AddonValue.Bool;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonValue.Bytes;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonValue.Nil;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonValue.Num;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonValue.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the one value of a LibSerialize stream, version 1. Takes whatever the library writes, in any of the forms that it reads;
 * allocates no more than a small multiple of the input, however the input describes itself.
 *
 * <p>Source: LibSerialize 1.1.3, {@code LibSerialize.lua}. The package tells the format.
 */
final class SerializedReader {
    /** The format's version. */
    static final int VERSION = 1;

    /** What the library's {@code tostring} writes of a positive number. */
    private static final Pattern NUMERAL = Pattern.compile("[0-9]{1,20}(\\.[0-9]{0,20})?(e[+-]?[0-9]{1,3})?");

    private final byte[] bytes;
    private int at;
    private int depth;

    /** Values so far, those inside a table that is referred to counted again. */
    private int values;

    /** How deep the tables go that were read inside the innermost open one. */
    private int heightReached;

    private final List<String> texts = new ArrayList<>();
    private final List<@Nullable Seen> tables = new ArrayList<>();

    /** A table that may be referred to, how many values it is and how deep it goes. */
    private record Seen(Table table, int values, int height) {}

    private SerializedReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The value of a stream.
     *
     * @throws MalformedException if it is none, or is deeper or has more values than {@link DialectLimits} allow
     */
    static AddonValue read(byte[] bytes) {
        SerializedReader reader = new SerializedReader(bytes);
        if (reader.number(1) != VERSION) {
            throw new MalformedException("this is not version 1 of LibSerialize");
        }
        AddonValue value = reader.value();
        if (reader.at != bytes.length) {
            throw new MalformedException((bytes.length - reader.at) + " bytes follow the value");
        }
        return value;
    }

    private AddonValue value() {
        count(1);
        int head = (int) number(1);
        if ((head & 1) == 1) {
            return new Num(head >> 1);
        }
        if ((head & 3) == 2) {
            int count = head >> 4;
            return switch (head >> 2 & 3) {
                case 0 -> text(count);
                case 1 -> table(0, count);
                case 2 -> table(count, 0);
                default -> table((count & 3) + 1, (count >> 2) + 1);
            };
        }
        if ((head & 7) == 4) {
            long packed = number(1) << 4 | head >> 4;
            return new Num((head & 8) == 0 ? packed : -packed);
        }
        return ofKind(head >> 3);
    }

    private AddonValue ofKind(int kind) {
        return switch (kind) {
            case 0 -> AddonValue.NIL;
            case 1, 2, 3, 4, 5, 6, 7, 8 -> whole(kind);
            case 9 -> new Num(Double.longBitsToDouble(number(8)));
            case 10 -> new Num(numeral());
            case 11 -> new Num(-numeral());
            case 12 -> new Bool(true);
            case 13 -> new Bool(false);
            case 14, 15, 16 -> text((int) number(kind - 13));
            case 17, 18, 19 -> table(0, (int) number(kind - 16));
            case 20, 21, 22 -> table((int) number(kind - 19), 0);
            case 23, 24, 25 -> table((int) number(kind - 22), (int) number(kind - 22));
            case 26, 27, 28 -> textAgain((int) number(kind - 25));
            default -> tableAgain((int) number(kind - 28));
        };
    }

    /** Kinds 1 to 8: two, three, four or seven bytes, each positive and negative. */
    private Num whole(int kind) {
        int size = kind <= 2 ? 2 : kind <= 4 ? 3 : kind <= 6 ? 4 : 7;
        double number = number(size);
        return new Num(kind % 2 == 1 ? number : -number);
    }

    private double numeral() {
        String numeral = take((int) number(1));
        if (!NUMERAL.matcher(numeral).matches()) {
            throw new MalformedException("a number is written in a way that the library does not write");
        }
        return Double.parseDouble(numeral);
    }

    private Bytes text(int length) {
        String text = take(length);
        if (length > 2) {
            texts.add(text);
        }
        return new Bytes(text);
    }

    private Bytes textAgain(int number) {
        if (number < 1 || number > texts.size()) {
            throw new MalformedException("there is no string " + number + " yet to refer to");
        }
        return new Bytes(texts.get(number - 1));
    }

    private Table table(int items, int pairs) {
        requireLeft(items + 2L * pairs);
        int number = tables.size();
        tables.add(null);
        int valuesBefore = values;
        int heightBefore = heightReached;
        heightReached = 0;
        enter(1);
        AddonValue.Builder builder = new AddonValue.Builder();
        for (int i = 1; i <= items; i++) {
            builder.put(new Num(i), value());
        }
        for (int i = 0; i < pairs; i++) {
            builder.put(key(), value());
        }
        depth--;
        Table table = builder.build();
        int height = heightReached + 1;
        tables.set(number, new Seen(table, values - valuesBefore, height));
        heightReached = Math.max(heightBefore, height);
        return table;
    }

    private AddonValue key() {
        AddonValue key = value();
        boolean possible = switch (key) {
            case Nil nil -> false;
            case Table table -> false;
            case Num number -> !Double.isNaN(number.value());
            default -> true;
        };
        if (!possible) {
            throw new MalformedException("a table has a key that is no string, number or boolean");
        }
        return key;
    }

    /** A table that was read before. One that is still being read would contain itself, as no plain data does. */
    private Table tableAgain(int number) {
        Seen seen = number >= 1 && number <= tables.size() ? tables.get(number - 1) : null;
        if (seen == null) {
            throw new MalformedException("there is no table " + number + " yet to refer to");
        }
        count(seen.values);
        enter(seen.height);
        depth -= seen.height;
        heightReached = Math.max(heightReached, seen.height);
        return seen.table;
    }

    private void enter(int levels) {
        depth += levels;
        if (depth > DialectLimits.DEPTH_MAX) {
            throw new MalformedException("tables are nested deeper than " + DialectLimits.DEPTH_MAX);
        }
    }

    private void count(int more) {
        values += more;
        if (values > DialectLimits.VALUES_MAX) {
            throw new MalformedException("there are more than " + DialectLimits.VALUES_MAX + " values");
        }
    }

    private long number(int size) {
        requireLeft(size);
        long number = 0;
        for (int i = 0; i < size; i++) {
            number = number << 8 | (bytes[at++] & 0xFF);
        }
        return number;
    }

    private String take(int length) {
        requireLeft(length);
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.ISO_8859_1);
    }

    private void requireLeft(long count) {
        if (count > bytes.length - at) {
            throw new MalformedException("the message ends too early");
        }
    }
}

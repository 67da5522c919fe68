package io.ledgerstone.ledger.sync.libeventsourcing;

import io.ledgerstone.ledger.sync.libeventsourcing.AddonValue.Bool;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonValue.Bytes;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonValue.Nil;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonValue.Num;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonValue.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a value as LibSerialize, version 1, writes it with {@code stable = true}: each table's keys in order, strings by bytes, then
 * numbers, then booleans. A string that was written is referred to; a table is not.
 *
 * <p>Source: LibSerialize 1.1.3, {@code LibSerialize.lua}. The package tells the format.
 */
final class SerializedWriter {
    private static final int SHORT_COUNTS = 16;
    private static final int SHORT_NUMERAL_CHARS = 7;
    private static final long ONE_BYTE = 1L << 8;
    private static final long TWO_BYTES = 1L << 16;
    private static final long THREE_BYTES = 1L << 24;
    private static final long FOUR_BYTES = 1L << 32;

    private static final Comparator<AddonValue> KEY_ORDER =
            Comparator.comparingInt(SerializedWriter::keyKind).thenComparing(SerializedWriter::compareAlike);

    private final ByteSink out = new ByteSink();
    private final Map<String, Integer> texts = new HashMap<>();

    private SerializedWriter() {}

    static byte[] write(AddonValue value) {
        SerializedWriter writer = new SerializedWriter();
        writer.out.put(SerializedReader.VERSION);
        writer.value(value);
        return writer.out.toBytes();
    }

    private void value(AddonValue value) {
        switch (value) {
            case Nil nil -> out.put(0);
            case Bool bool -> out.put((bool.value() ? 12 : 13) << 3);
            case Num number -> number(number.value());
            case Bytes bytes -> text(bytes.bytes());
            case Table table -> table(table);
        }
    }

    private void number(double value) {
        if (value != Math.rint(value) || Double.isInfinite(value)) {
            fraction(value);
            return;
        }
        double size = Math.abs(value);
        int negative = value < 0 ? 1 : 0;
        if (size >= 4096) {
            int bytes = size < TWO_BYTES ? 2 : size < THREE_BYTES ? 3 : size < FOUR_BYTES ? 4 : 7;
            int kind = bytes == 7 ? 7 : bytes * 2 - 3;
            out.put((kind + negative) << 3);
            out.putNumber(lowestBits(size), bytes);
        } else if (value >= 0 && value < 128) {
            out.put((int) value << 1 | 1);
        } else {
            int packed = (int) size << 4 | negative << 3 | 4;
            out.put(packed);
            out.put(packed >> 8);
        }
    }

    /** Numbers of more than seven bytes lose their highest bits, as with the library; no entry can hold one. */
    private static long lowestBits(double size) {
        return size < 0x1p53 ? (long) size : new BigDecimal(size).toBigInteger().longValue();
    }

    private void fraction(double value) {
        String numeral = shortNumeral(Math.abs(value));
        if (numeral == null) {
            out.put(9 << 3);
            out.putNumber(Double.doubleToLongBits(value), 8);
        } else {
            out.put((value < 0 ? 11 : 10) << 3);
            out.put(numeral.length());
            out.putBytes(numeral);
        }
    }

    /** A positive fraction as C's {@code %.14g} writes it, or null unless that is exact and has less than 7 characters. */
    private static @Nullable String shortNumeral(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return null;
        }
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = decimal.precision() - decimal.scale() - 1;
        String numeral;
        if (exponent < -4) {
            String digits = decimal.unscaledValue().toString();
            String point = digits.length() == 1 ? "" : "." + digits.substring(1);
            numeral = digits.charAt(0) + point + "e-" + (exponent > -10 ? "0" : "") + -exponent;
        } else {
            numeral = decimal.toPlainString();
        }
        return numeral.length() < SHORT_NUMERAL_CHARS ? numeral : null;
    }

    private void text(String bytes) {
        Integer before = texts.get(bytes);
        if (before != null) {
            counted(25, before);
            return;
        }
        if (bytes.length() < SHORT_COUNTS) {
            out.put(bytes.length() << 4 | 2);
        } else {
            counted(13, bytes.length());
        }
        out.putBytes(bytes);
        if (bytes.length() > 2) {
            texts.put(bytes, texts.size() + 1);
        }
    }

    private void table(Table table) {
        int items = table.items().size();
        int pairs = table.named().size();
        if (pairs == 0) {
            head(items, 2, 19);
        } else if (items == 0) {
            head(pairs, 1, 16);
        } else if (items < 5 && pairs < 5) {
            out.put(((pairs - 1) << 2 | (items - 1)) << 4 | 3 << 2 | 2);
        } else {
            int bytes = Math.max(bytesFor(items), bytesFor(pairs));
            out.put((22 + bytes) << 3);
            out.putNumber(items, bytes);
            out.putNumber(pairs, bytes);
        }
        table.items().forEach(this::value);
        List<AddonValue> keys = new ArrayList<>(table.named().keySet());
        keys.sort(KEY_ORDER);
        for (AddonValue key : keys) {
            value(key);
            value(table.named().getOrDefault(key, AddonValue.NIL));
        }
    }

    private void head(int count, int shortKind, int kindBefore) {
        if (count < SHORT_COUNTS) {
            out.put(count << 4 | shortKind << 2 | 2);
        } else {
            counted(kindBefore, count);
        }
    }

    /** One of three kinds in a row, by how many bytes a count takes, and the count. */
    private void counted(int kindBefore, int count) {
        int bytes = bytesFor(count);
        out.put((kindBefore + bytes) << 3);
        out.putNumber(count, bytes);
    }

    private static int bytesFor(int count) {
        return count < ONE_BYTE ? 1 : count < TWO_BYTES ? 2 : 3;
    }

    private static int keyKind(AddonValue key) {
        return key instanceof Bytes ? 0 : key instanceof Num ? 1 : 2;
    }

    private static int compareAlike(AddonValue a, AddonValue b) {
        if (a instanceof Bytes first && b instanceof Bytes second) {
            return first.compareTo(second);
        }
        if (a instanceof Num first && b instanceof Num second) {
            return first.compareTo(second);
        }
        return Boolean.compare(a instanceof Bool first && first.value(), b instanceof Bool second && second.value());
    }
}

package io.ledgerstone.addon;

import io.ledgerstone.ledger.entry.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The first place where two pieces of plain data differ, in words for the author of a test. The order of keys does not count; an
 * empty list and an empty map are the same; numbers are the same if they are equal or both not a number.
 */
final class DataDifference {
    private static final int SHOWN_CHARS_MAX = 120;

    private DataDifference() {}

    /** What differs, or null if nothing does. */
    static @Nullable String between(Value actual, Value expected) {
        return between("", actual, expected);
    }

    private static @Nullable String between(String path, Value actual, Value expected) {
        if (actual.isEmptyContainer() && expected.isEmptyContainer()) {
            return null;
        }
        if (actual instanceof Value.Sequence(var a) && expected instanceof Value.Sequence(var b)) {
            return betweenLists(path, a, b);
        }
        if (actual instanceof Value.Mapping(var a) && expected instanceof Value.Mapping(var b)) {
            return betweenMaps(path, a, b);
        }
        if (actual instanceof Value.Num(double a) && expected instanceof Value.Num(double b)) {
            return a == b || (Double.isNaN(a) && Double.isNaN(b)) ? null : differ(path, actual, expected);
        }
        return actual.equals(expected) ? null : differ(path, actual, expected);
    }

    private static @Nullable String betweenLists(String path, List<Value> actual, List<Value> expected) {
        for (int i = 0; i < Math.min(actual.size(), expected.size()); i++) {
            String inside = between(path + " item " + (i + 1), actual.get(i), expected.get(i));
            if (inside != null) {
                return inside;
            }
        }
        return actual.size() == expected.size()
                ? null
                : place(path) + "expected " + expected.size() + " items, got " + actual.size();
    }

    private static @Nullable String betweenMaps(String path, Map<String, Value> actual, Map<String, Value> expected) {
        for (Map.Entry<String, Value> entry : expected.entrySet()) {
            Value got = actual.getOrDefault(entry.getKey(), Value.NIL);
            String inside = between(path + " ." + entry.getKey(), got, entry.getValue());
            if (inside != null) {
                return inside;
            }
        }
        for (Map.Entry<String, Value> entry : actual.entrySet()) {
            if (!expected.containsKey(entry.getKey())) {
                return differ(path + " ." + entry.getKey(), entry.getValue(), Value.NIL);
            }
        }
        return null;
    }

    private static String differ(String path, Value actual, Value expected) {
        return place(path) + "expected " + shown(expected) + ", got " + shown(actual);
    }

    private static String place(String path) {
        return path.isEmpty() ? "" : path.strip() + ": ";
    }

    static String shown(Value value) {
        String text = text(value);
        return text.length() <= SHOWN_CHARS_MAX ? text : text.substring(0, SHOWN_CHARS_MAX) + "...";
    }

    private static String text(Value value) {
        return switch (value) {
            case Value.Nil nil -> "nothing";
            case Value.Bool(boolean bool) -> Boolean.toString(bool);
            case Value.Num(double number) -> number(number);
            case Value.Text(String text) -> '"' + text + '"';
            case Value.Sequence(var values) -> "a list of " + values.size();
            case Value.Mapping(var values) -> "a map of " + String.join(", ", values.keySet());
        };
    }

    static String number(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }
}

package io.ledgerstone.addon;

import io.ledgerstone.ledger.entry.Value;
import io.ledgerstone.ledger.entry.ValueDifference;
import io.ledgerstone.ledger.entry.ValueDifference.Step;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The first place where two pieces of plain data differ, in words for the author of a test.
 */
final class DataDifference {
    private static final int SHOWN_CHARS_MAX = 120;

    private DataDifference() {}

    /** What differs, or null if nothing does. */
    static @Nullable String between(Value actual, Value expected) {
        List<ValueDifference> first = ValueDifference.between(actual, expected, 1);
        return first.isEmpty() ? null : text(first.getFirst());
    }

    private static String text(ValueDifference difference) {
        String place = place(difference.path());
        if (difference.ours() instanceof Value.Sequence(var actual)
                && difference.theirs() instanceof Value.Sequence(var expected)) {
            return place + "expected " + expected.size() + " items, got " + actual.size();
        }
        return place + "expected " + shown(difference.theirs()) + ", got " + shown(difference.ours());
    }

    private static String place(List<Step> path) {
        return path.isEmpty() ? "" : path.stream().map(DataDifference::text).collect(Collectors.joining(" ", "", ": "));
    }

    private static String text(Step step) {
        return switch (step) {
            case Step.Named(String name) -> '.' + name;
            case Step.Item(int place) -> "item " + place;
        };
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

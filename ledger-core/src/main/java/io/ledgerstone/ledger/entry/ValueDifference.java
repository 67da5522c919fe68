package io.ledgerstone.ledger.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A place where two pieces of plain data differ. The order of keys does not count; an empty list and an empty map are the same;
 * numbers are the same if they are equal or both not a number.
 *
 * @param path the way to the place: keys of maps, and places in lists from 1
 * @param ours what the first one has there; nil if it has nothing
 * @param theirs what the second one has there; nil if it has nothing
 */
public record ValueDifference(List<Step> path, Value ours, Value theirs) {
    /** Copies the list. */
    public ValueDifference {
        path = List.copyOf(path);
    }

    /** One step into plain data. */
    public sealed interface Step {
        /** To the value of a key. */
        record Named(String name) implements Step {}

        /** To the value at a place, counted from 1. */
        record Item(int place) implements Step {}
    }

    /**
     * Where two pieces of data differ, at most so many places. Keys are taken in the order of the second one, then what only the
     * first one has. Two lists of different lengths differ as such after the items that both have, then in each item that only
     * one has.
     */
    public static List<ValueDifference> between(Value ours, Value theirs, int max) {
        Search search = new Search(max);
        search.compare(ours, theirs);
        return List.copyOf(search.found);
    }

    /** The path in one piece, such as {@code .players.Bob[3]}. */
    public String pathText() {
        StringBuilder text = new StringBuilder();
        for (Step step : path) {
            switch (step) {
                case Step.Named(String name) -> text.append('.').append(name);
                case Step.Item(int place) -> text.append('[').append(place).append(']');
            }
        }
        return text.toString();
    }

    /** The walk through both. Ends early when enough was found; recurses as deeply as the data goes. */
    private static final class Search {
        private final int max;
        private final List<Step> path = new ArrayList<>();
        private final List<ValueDifference> found = new ArrayList<>();

        Search(int max) {
            this.max = max;
        }

        void compare(Value ours, Value theirs) {
            if (found.size() >= max || (ours.isEmptyContainer() && theirs.isEmptyContainer())) {
                return;
            }
            if (ours instanceof Value.Sequence(var a) && theirs instanceof Value.Sequence(var b)) {
                compareLists(a, b);
            } else if (ours instanceof Value.Mapping(var a) && theirs instanceof Value.Mapping(var b)) {
                compareMaps(a, b);
            } else if (!isSame(ours, theirs)) {
                add(ours, theirs);
            }
        }

        private static boolean isSame(Value ours, Value theirs) {
            if (ours instanceof Value.Num(double a) && theirs instanceof Value.Num(double b)) {
                return a == b || (Double.isNaN(a) && Double.isNaN(b));
            }
            return ours.equals(theirs);
        }

        private void compareLists(List<Value> ours, List<Value> theirs) {
            int both = Math.min(ours.size(), theirs.size());
            for (int i = 0; i < both && found.size() < max; i++) {
                inside(new Step.Item(i + 1), ours.get(i), theirs.get(i));
            }
            if (ours.size() != theirs.size()) {
                add(new Value.Sequence(ours), new Value.Sequence(theirs));
            }
            for (int i = both; i < Math.max(ours.size(), theirs.size()) && found.size() < max; i++) {
                inside(
                        new Step.Item(i + 1),
                        i < ours.size() ? ours.get(i) : Value.NIL,
                        i < theirs.size() ? theirs.get(i) : Value.NIL);
            }
        }

        private void compareMaps(Map<String, Value> ours, Map<String, Value> theirs) {
            for (Map.Entry<String, Value> entry : theirs.entrySet()) {
                if (found.size() >= max) {
                    return;
                }
                inside(new Step.Named(entry.getKey()), ours.getOrDefault(entry.getKey(), Value.NIL), entry.getValue());
            }
            for (Map.Entry<String, Value> entry : ours.entrySet()) {
                if (!theirs.containsKey(entry.getKey())) {
                    inside(new Step.Named(entry.getKey()), entry.getValue(), Value.NIL);
                }
            }
        }

        private void inside(Step step, Value ours, Value theirs) {
            path.add(step);
            compare(ours, theirs);
            path.removeLast();
        }

        private void add(Value ours, Value theirs) {
            if (found.size() < max) {
                found.add(new ValueDifference(path, ours, theirs));
            }
        }
    }
}

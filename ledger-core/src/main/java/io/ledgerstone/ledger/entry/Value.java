package io.ledgerstone.ledger.entry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A piece of plain data, as entries carry it and states are made of it: nil, a boolean, a number, a text, a list or a map.
 *
 * <p>Every number is a double, as in Lua and JavaScript. An empty list and an empty map mean the same; a nil in a map is an
 * absent key. Immutable.
 */
public sealed interface Value {
    /** The one nil. */
    @SuppressWarnings("ClassInitializationDeadlock") // Nobody else makes a Nil, so Value comes first.
    Nil NIL = new Nil();

    /** Nothing: nil in Lua, null in JavaScript. */
    record Nil() implements Value {}

    /** True or false. */
    record Bool(boolean value) implements Value {}

    /** A number. */
    record Num(double value) implements Value {}

    /** A text. */
    record Text(String value) implements Value {}

    /** Values in order. */
    record Sequence(List<Value> values) implements Value {
        /** A list of a copy of these values. */
        public Sequence {
            values = List.copyOf(values);
        }
    }

    /** Named values in the order they were put in, without nils. */
    record Mapping(Map<String, Value> values) implements Value {
        /** A map of a copy of these values, nils left out. */
        public Mapping {
            Map<String, Value> copy = new LinkedHashMap<>(values);
            copy.values().removeIf(value -> value instanceof Nil);
            values = Collections.unmodifiableMap(copy);
        }
    }

    /**
     * The value of a Java object: null, {@link Boolean}, {@link Number}, {@link CharSequence}, {@link List}, {@link Map} with
     * text keys, or a value itself.
     *
     * @throws LedgerException if the object, or one inside, is of another class
     */
    static Value of(@Nullable Object object) {
        return switch (object) {
            case null -> NIL;
            case Value value -> value;
            case Boolean bool -> new Bool(bool);
            case Number number -> new Num(number.doubleValue());
            case CharSequence text -> new Text(text.toString());
            case List<?> list -> {
                List<Value> values = new ArrayList<>(list.size());
                list.forEach(element -> values.add(of(element)));
                yield new Sequence(values);
            }
            case Map<?, ?> map -> {
                Map<String, Value> values = new LinkedHashMap<>();
                map.forEach((key, element) -> values.put(String.valueOf(key), of(element)));
                yield new Mapping(values);
            }
            default ->
                throw new LedgerException("A " + object.getClass().getName()
                        + " is no plain data; use null, booleans, numbers, texts, lists and maps");
        };
    }

    /** The same data as Java objects: null, {@link Boolean}, {@link Double}, {@link String}, {@link List}, {@link Map}. */
    default @Nullable Object toJava() {
        return switch (this) {
            case Nil nil -> null;
            case Bool bool -> bool.value();
            case Num number -> number.value();
            case Text text -> text.value();
            case Sequence list -> {
                List<@Nullable Object> objects = new ArrayList<>(list.values().size());
                list.values().forEach(value -> objects.add(value.toJava()));
                yield objects;
            }
            case Mapping map -> {
                Map<String, @Nullable Object> objects = new LinkedHashMap<>();
                map.values().forEach((key, value) -> objects.put(key, value.toJava()));
                yield objects;
            }
        };
    }

    /** Whether this is an empty list or an empty map, which mean the same. */
    default boolean isEmptyContainer() {
        return switch (this) {
            case Sequence list -> list.values().isEmpty();
            case Mapping map -> map.values().isEmpty();
            default -> false;
        };
    }
}

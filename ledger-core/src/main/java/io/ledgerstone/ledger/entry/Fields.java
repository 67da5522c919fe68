package io.ledgerstone.ledger.entry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The named values of an entry. A nil field is an absent one.
 *
 * <p>Their order means nothing: two clients that list the same fields in another order have made the same entry. Fields that
 * come out of a ledger are read in canonical order (shorter names first, then by bytes) and decoded only when asked for.
 * Immutable.
 */
public interface Fields {
    /** No fields. */
    Fields NONE = of(Map.of());

    /** How many fields there are. */
    int size();

    /** The value of a field, or null if there is none of that name. */
    @Nullable Value get(String name);

    /** Hands every field to a consumer, one after another. */
    void forEach(BiConsumer<String, Value> consumer);

    /** The text of a field, or null if it is absent or no text. */
    default @Nullable String text(String name) {
        return get(name) instanceof Value.Text text ? text.value() : null;
    }

    /** The number of a field, or the given one if it is absent or no number. */
    default double number(String name, double otherwise) {
        return get(name) instanceof Value.Num number ? number.value() : otherwise;
    }

    /** Whether a field is the boolean true. */
    default boolean isTrue(String name) {
        return get(name) instanceof Value.Bool bool && bool.value();
    }

    /** All fields as one map. */
    default Value.Mapping toMapping() {
        Map<String, Value> values = LinkedHashMap.newLinkedHashMap(size());
        forEach(values::put);
        return new Value.Mapping(values);
    }

    /** The fields of a map; nils are left out. */
    static Fields of(Value.Mapping map) {
        return new Fields() {
            @Override
            public int size() {
                return map.values().size();
            }

            @Override
            public @Nullable Value get(String name) {
                return map.values().get(name);
            }

            @Override
            public void forEach(BiConsumer<String, Value> consumer) {
                map.values().forEach(consumer);
            }

            @Override
            public Value.Mapping toMapping() {
                return map;
            }

            @Override
            public String toString() {
                return map.values().toString();
            }
        };
    }

    /**
     * The fields of a map of Java objects, as {@link Value#of(Object)} takes them.
     *
     * @throws LedgerException if one is no plain data
     */
    static Fields of(Map<String, ? extends @Nullable Object> map) {
        return of((Value.Mapping) Value.of(map));
    }
}

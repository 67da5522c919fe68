package io.ledgerstone.ledger.sync.libeventsourcing;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of an addon's Lua as it travels. Immutable. */
public sealed interface AddonValue {
    /** The one nil. */
    @SuppressWarnings("ClassInitializationDeadlock") // Nobody else makes a Nil, so AddonValue comes first.
    Nil NIL = new Nil();

    /** Nothing. */
    record Nil() implements AddonValue {}

    /** True or false. */
    record Bool(boolean value) implements AddonValue {}

    /** A number. */
    record Num(double value) implements AddonValue, Comparable<Num> {
        /** Lua knows one zero as a key. */
        public Num {
            value += 0.0;
        }

        @Override
        public int compareTo(Num other) {
            return Double.compare(value, other.value);
        }
    }

    /**
     * A Lua string, which is bytes.
     *
     * @param bytes a char from 0 to 255 for each byte
     */
    record Bytes(String bytes) implements AddonValue, Comparable<Bytes> {
        /** The UTF-8 of a text. */
        public static Bytes ofText(String text) {
            return new Bytes(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        }

        /** The text whose UTF-8 this is, or null if it is none. */
        public @Nullable String text() {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                        .toString();
            } catch (CharacterCodingException e) {
                return null;
            }
        }

        @Override
        public int compareTo(Bytes other) {
            return bytes.compareTo(other.bytes);
        }
    }

    /**
     * A table.
     *
     * @param items what is under 1, 2, 3 and so on up to the first nil
     * @param named what is under any other key
     */
    record Table(List<AddonValue> items, Map<AddonValue, AddonValue> named) implements AddonValue {
        /** Copies both. */
        public Table {
            items = List.copyOf(items);
            named = named.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(named));
        }

        /** A list. */
        public static Table list(List<? extends AddonValue> items) {
            Builder builder = new Builder();
            for (int i = 0; i < items.size(); i++) {
                builder.put(new Num(i + 1.0), items.get(i));
            }
            return builder.build();
        }

        /** Values under texts. */
        public static Table of(Map<String, ? extends AddonValue> values) {
            Builder builder = new Builder();
            values.forEach((name, value) -> builder.put(Bytes.ofText(name), value));
            return builder.build();
        }

        /** What is under a text; nil if nothing is. */
        public AddonValue get(String name) {
            return named.getOrDefault(Bytes.ofText(name), NIL);
        }
    }

    /** A table in the making. Takes as long as it has puts, in whatever order they come. */
    final class Builder {
        private final List<AddonValue> items = new ArrayList<>(0);

        /** Most tables are lists. */
        private @Nullable Map<AddonValue, AddonValue> named;

        /** Whether some of the named values may belong to the items. */
        private boolean loose;

        /** Sets a key as Lua does: a nil removes, a later value replaces. The key is no nil and no NaN. */
        void put(AddonValue key, AddonValue value) {
            if (!(key instanceof Num number)) {
                putNamed(key, value);
            } else if (!loose && number.value == items.size() + 1.0 && !(value instanceof Nil)) {
                items.add(value);
            } else {
                loosen();
                putNamed(key, value);
            }
        }

        private void putNamed(AddonValue key, AddonValue value) {
            if (value instanceof Nil) {
                named().remove(key);
            } else {
                named().put(key, value);
            }
        }

        private Map<AddonValue, AddonValue> named() {
            if (named == null) {
                named = new LinkedHashMap<>();
            }
            return named;
        }

        private void loosen() {
            for (int i = 0; i < items.size(); i++) {
                named().put(new Num(i + 1.0), items.get(i));
            }
            items.clear();
            loose = true;
        }

        Table build() {
            if (named == null) {
                return new Table(items, Map.of());
            }
            AddonValue next = loose ? named.remove(new Num(1)) : null;
            while (next != null) {
                items.add(next);
                next = named.remove(new Num(items.size() + 1.0));
            }
            return new Table(items, named);
        }
    }
}

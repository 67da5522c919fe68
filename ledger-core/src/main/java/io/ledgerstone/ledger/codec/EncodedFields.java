package io.ledgerstone.ledger.codec;

import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Value;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Fields that are still canonical bytes: a field is decoded when it is asked for, so a reader of two fields pays for two.
 *
 * <p>Immutable as long as nobody writes to the array it was given; engines may walk {@link #cursor()} themselves.
 */
public final class EncodedFields implements Fields {
    private final byte[] body;
    private final int offset;

    /** The fields whose map starts at an offset of an entry's body. */
    EncodedFields(byte[] body, int offset) {
        this.body = body;
        this.offset = offset;
    }

    /** The whole body, type and fields. Must not be written to. */
    byte[] body() {
        return body;
    }

    /** A cursor before the map of the fields. */
    public CanonicalCursor cursor() {
        return new CanonicalCursor(body, offset);
    }

    /** Moves a cursor before the map of the fields. */
    public void moveTo(CanonicalCursor cursor) {
        cursor.reset(body, offset);
    }

    @Override
    public int size() {
        return cursor().mapping();
    }

    /** Moves a cursor before the value of a field; tells whether there is such a field. */
    public boolean find(String name, CanonicalCursor cursor) {
        cursor.reset(body, offset);
        int count = cursor.mapping();
        for (int i = 0; i < count; i++) {
            int length = cursor.textLength();
            boolean found = Names.matches(name, body, cursor.at(), length);
            cursor.advance(length);
            if (found) {
                return true;
            }
            cursor.skip();
        }
        return false;
    }

    @Override
    public @Nullable Value get(String name) {
        CanonicalCursor cursor = new CanonicalCursor(body, offset);
        return find(name, cursor) ? cursor.value() : null;
    }

    @Override
    public @Nullable String text(String name) {
        CanonicalCursor cursor = new CanonicalCursor(body, offset);
        return find(name, cursor) && cursor.kind() == CanonicalCursor.Kind.TEXT ? cursor.text() : null;
    }

    @Override
    public double number(String name, double otherwise) {
        CanonicalCursor cursor = new CanonicalCursor(body, offset);
        return find(name, cursor) && cursor.kind() == CanonicalCursor.Kind.NUMBER ? cursor.number() : otherwise;
    }

    @Override
    public void forEach(BiConsumer<String, Value> consumer) {
        CanonicalCursor cursor = cursor();
        int count = cursor.mapping();
        for (int i = 0; i < count; i++) {
            consumer.accept(cursor.name(), cursor.value());
        }
    }

    @Override
    public String toString() {
        return toMapping().values().toString();
    }
}

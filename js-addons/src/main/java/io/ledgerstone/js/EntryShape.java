package io.ledgerstone.js;

import io.ledgerstone.ledger.codec.CanonicalCursor;
import io.ledgerstone.ledger.codec.CanonicalCursor.Kind;
import io.ledgerstone.ledger.codec.EncodedFields;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * What the entries of one ledger share that have one type and the same fields of the same kinds: the script's code for them, and
 * which of their columns handlers have been seen to read. Confined to one thread.
 *
 * <p>Columns are the four numbers of the key, its text, the id, then the fields. The first time a script asks for one that is a
 * number, a text or a boolean, the column gets the next slot, here and in the script; from then on its value comes along with each
 * entry. Lists and maps are always asked for.
 */
final class EntryShape {
    private static final int TIME = 0;
    private static final int COUNTER = 1;
    private static final int REALM = 2;
    private static final int CREATOR = 3;
    private static final int KEY = 4;
    private static final int ID = 5;
    private static final int FIRST_FIELD = 6;
    private static final int ALL_FIELDS = -1;
    private static final int NO_SLOT = -1;

    private final Signature signature;
    private final KeyLayout layout;
    private final Value run;
    private final String[] names;
    private final Kind[] kinds;
    private final int[] slots;
    private int slotCount;
    private int slotCountOfKey;

    /** A ledger, a type, and fields with their kinds in canonical order. */
    record Signature(String ledger, String type, List<String> names, List<Kind> kinds) {
        static Signature of(String ledger, Entry entry) {
            CanonicalCursor cursor = ((EncodedFields) entry.fields()).cursor();
            int count = cursor.mapping();
            List<String> names = new ArrayList<>(count);
            List<Kind> kinds = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                names.add(cursor.name());
                kinds.add(cursor.kind());
                cursor.skip();
            }
            return new Signature(ledger, entry.type(), names, kinds);
        }
    }

    /** Makes the script's function that hands an entry of this shape to its handlers. */
    interface Compiler {
        Value compile(EntryShape shape, String[] names, boolean[] isNested);
    }

    EntryShape(Signature signature, KeyLayout layout, Compiler compiler) {
        this.signature = signature;
        this.layout = layout;
        names = signature.names.toArray(String[]::new);
        kinds = signature.kinds.toArray(Kind[]::new);
        slots = new int[FIRST_FIELD + names.length];
        Arrays.fill(slots, NO_SLOT);
        boolean[] isNested = new boolean[names.length];
        for (int i = 0; i < names.length; i++) {
            isNested[i] = kinds[i] == Kind.SEQUENCE || kinds[i] == Kind.MAPPING;
        }
        run = compiler.compile(this, names, isNested);
    }

    Signature signature() {
        return signature;
    }

    /** Hands an entry to its handlers; false if it is of another shape, with nothing done. */
    boolean run(Entry entry, CanonicalCursor cursor) {
        @Nullable Object[] arguments = new Object[1 + slotCount];
        arguments[0] = entry;
        EncodedFields fields = (EncodedFields) entry.fields();
        fields.moveTo(cursor);
        int count = cursor.mapping();
        if (count != names.length) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            String name = cursor.name();
            Kind kind = cursor.kind();
            if (kind != kinds[i] || !name.equals(names[i])) {
                return false;
            }
            int slot = slots[FIRST_FIELD + i];
            if (slot == NO_SLOT) {
                cursor.skip();
            } else {
                arguments[1 + slot] = plain(cursor, kind);
            }
        }
        if (slotCountOfKey > 0) {
            addKey(entry, arguments);
        }
        run.executeVoid(arguments);
        return true;
    }

    private void addKey(Entry entry, @Nullable Object[] arguments) {
        for (int column = TIME; column < FIRST_FIELD; column++) {
            if (slots[column] != NO_SLOT) {
                arguments[1 + slots[column]] = ofKey(entry, column);
            }
        }
    }

    private Object ofKey(Entry entry, int column) {
        Key key = entry.key();
        return switch (column) {
            case TIME -> number((double) key.time());
            case COUNTER -> number((double) key.counter());
            case REALM -> key.realm();
            case CREATOR -> number((double) key.creator());
            case KEY -> key.text(layout);
            case ID -> entry.id().toString();
            default -> throw new IllegalArgumentException("column " + column + " is none of the key");
        };
    }

    private static Object plain(CanonicalCursor cursor, Kind kind) {
        return switch (kind) {
            case NUMBER -> number(cursor.number());
            case BOOL -> cursor.bool();
            case TEXT -> cursor.text();
            default -> throw new IllegalArgumentException(kind + " is not plain");
        };
    }

    // Scripts calculate faster with ints. Entries have no -0.
    private static Object number(double number) {
        int whole = (int) number;
        return whole == number ? (Object) whole : (Object) number;
    }

    /** What a script asks for, because it did not come along: a number, text or boolean, or a {@link ValueTape}. */
    Object fetch(Entry entry, int column) {
        EncodedFields fields = (EncodedFields) entry.fields();
        CanonicalCursor cursor = fields.cursor();
        if (column == ALL_FIELDS) {
            return ValueTape.of(cursor);
        }
        if (column < FIRST_FIELD) {
            slotCountOfKey += takeSlot(column);
            return ofKey(entry, column);
        }
        int field = column - FIRST_FIELD;
        fields.find(names[field], cursor);
        if (kinds[field] == Kind.SEQUENCE || kinds[field] == Kind.MAPPING) {
            return ValueTape.of(cursor);
        }
        takeSlot(column);
        return plain(cursor, kinds[field]);
    }

    private int takeSlot(int column) {
        if (slots[column] != NO_SLOT) {
            return 0;
        }
        slots[column] = slotCount++;
        return 1;
    }
}

package io.ledgerstone.js;

import io.ledgerstone.ledger.codec.CanonicalCursor;
import io.ledgerstone.ledger.codec.CanonicalCursor.Kind;
import io.ledgerstone.ledger.codec.EncodedFields;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.KeyLayout;
import java.util.ArrayList;
import java.util.List;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * What entries of one ledger have in common that have one type and the same fields of the same kinds: where a script finds each
 * field in a {@link EntryBatch}, and which texts it has ever asked for. Confined to one thread.
 */
final class EntryShape {
    /** What a script asks for instead of a field's number. */
    static final int KEY = -1;

    static final int ID = -2;
    static final int FIELDS = -3;

    private final Signature signature;
    private final KeyLayout layout;
    private final int[] slots;
    private final boolean[] wanted;
    private final int numberCount;
    private final int textCount;
    private @Nullable Value run;

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

    EntryShape(Signature signature, KeyLayout layout) {
        this.signature = signature;
        this.layout = layout;
        int count = signature.names.size();
        slots = new int[count];
        wanted = new boolean[count];
        int numbers = EntryBatch.KEY_NUMBERS;
        int texts = 0;
        for (int i = 0; i < count; i++) {
            switch (signature.kinds.get(i)) {
                case NUMBER, BOOL -> slots[i] = numbers++;
                case TEXT -> slots[i] = texts++;
                default -> slots[i] = -1;
            }
        }
        numberCount = numbers;
        textCount = texts;
    }

    Signature signature() {
        return signature;
    }

    /** How many numbers an entry takes in a batch. */
    int numberCount() {
        return numberCount;
    }

    /** How many texts an entry takes in a batch. */
    int textCount() {
        return textCount;
    }

    /** The script's function that hands an entry of this shape to its handlers. */
    Value run() {
        if (run == null) {
            throw new IllegalStateException("a shape is used before the script knows it");
        }
        return run;
    }

    /** Makes the script's side, by calling this with what it needs. */
    void compile(Maker maker) {
        String[] kinds = signature.kinds.stream()
                .map(kind -> switch (kind) {
                    case NUMBER -> "number";
                    case BOOL -> "boolean";
                    case TEXT -> "text";
                    default -> "nested";
                })
                .toArray(String[]::new);
        run = maker.make(this, signature.names.toArray(String[]::new), kinds, slots);
    }

    /** Makes the script's side of a shape. */
    interface Maker {
        Value make(EntryShape shape, String[] names, String[] kinds, int[] slots);
    }

    /**
     * Writes an entry's numbers and the texts that scripts ask for; false if it is of another shape, with nothing of use written.
     */
    boolean write(
            EncodedFields fields, CanonicalCursor cursor, double[] numbers, int n, @Nullable String[] texts, int t) {
        fields.moveTo(cursor);
        int count = cursor.mapping();
        if (count != slots.length) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            String name = cursor.name();
            Kind kind = cursor.kind();
            if (kind != signature.kinds.get(i) || !name.equals(signature.names.get(i))) {
                return false;
            }
            switch (kind) {
                case NUMBER -> numbers[n + slots[i]] = cursor.number();
                case BOOL -> numbers[n + slots[i]] = cursor.bool() ? 1 : 0;
                case TEXT -> {
                    if (wanted[i]) {
                        texts[t + slots[i]] = cursor.text();
                    } else {
                        cursor.skip();
                    }
                }
                default -> cursor.skip();
            }
        }
        return true;
    }

    /** What a script asks for that no batch holds: a text, or a {@link ValueTape}. */
    Object fetch(Entry entry, int field) {
        if (field == KEY) {
            return entry.key().text(layout);
        }
        if (field == ID) {
            return entry.id().toString();
        }
        EncodedFields fields = (EncodedFields) entry.fields();
        CanonicalCursor cursor = fields.cursor();
        if (field == FIELDS) {
            return ValueTape.of(cursor);
        }
        fields.find(signature.names.get(field), cursor);
        if (signature.kinds.get(field) == Kind.TEXT) {
            wanted[field] = true;
            return cursor.text();
        }
        return ValueTape.of(cursor);
    }
}

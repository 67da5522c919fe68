package io.ledgerstone.lua.data;

import io.ledgerstone.ledger.codec.CanonicalCursor;
import io.ledgerstone.ledger.codec.EncodedFields;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.Value;
import io.ledgerstone.lua.runtime.Machine;
import io.ledgerstone.lua.runtime.Table;
import io.ledgerstone.lua.runtime.Texts;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * Reads the entries of one ledger for one addon: a field is decoded when the script asks for it, straight from the canonical
 * bytes; texts that were seen lately are not made again.
 */
public final class EntryReader {
    private static final int TEXTS = 2048;
    private static final int TEXT_BYTES_MAX = 64;

    final Machine machine;
    final KeyLayout layout;
    private final CanonicalCursor cursor = new CanonicalCursor(new byte[0], 0);
    private final @Nullable LuaString[] texts = new LuaString[TEXTS];

    /** A reader for a ledger whose keys are written like this. */
    public EntryReader(Machine machine, KeyLayout layout) {
        this.machine = machine;
        this.layout = layout;
    }

    /** The entry as its handler sees it. */
    public EntryTable open(Entry entry) {
        return new EntryTable(this, entry);
    }

    /** A text that scripts compare with, such as a type. */
    LuaString known(String text) {
        return Texts.lua(text);
    }

    /** A field, or nil; null if it is a list or a map, which {@link #all} reads. */
    @Nullable LuaValue simple(Entry entry, LuaString name) {
        if (!(entry.fields() instanceof EncodedFields encoded)) {
            String exact = Texts.exact(name);
            Value value = exact == null ? null : entry.fields().get(exact);
            return switch (value) {
                case null -> LuaValue.NIL;
                case Value.Sequence list -> null;
                case Value.Mapping map -> null;
                default -> Plain.lua(value, machine);
            };
        }
        encoded.moveTo(cursor);
        byte[] bytes = cursor.array();
        byte[] wanted = name.m_bytes;
        int from = name.m_offset;
        int size = name.m_length;
        for (int left = cursor.mapping(); left > 0; left--) {
            int length = cursor.textLength();
            int at = cursor.at();
            cursor.advance(length);
            if (length == size && Arrays.equals(bytes, at, at + length, wanted, from, from + size)) {
                return value(false);
            }
            cursor.skip();
        }
        return LuaValue.NIL;
    }

    /** All fields. */
    Table all(Entry entry) {
        if (!(entry.fields() instanceof EncodedFields encoded)) {
            return (Table) Plain.lua(entry.fields().toMapping(), machine);
        }
        encoded.moveTo(cursor);
        return map();
    }

    private Table map() {
        Table table = new Table(machine);
        for (int left = cursor.mapping(); left > 0; left--) {
            LuaString name = text();
            table.rawset(name, inner());
        }
        return table;
    }

    private Table list() {
        Table table = new Table(machine);
        int count = cursor.sequence();
        for (int i = 1; i <= count; i++) {
            table.rawset(i, inner());
        }
        return table;
    }

    private LuaValue inner() {
        LuaValue value = value(true);
        return value == null ? LuaValue.NIL : value;
    }

    private @Nullable LuaValue value(boolean nested) {
        return switch (cursor.kind()) {
            case NUMBER -> LuaValue.valueOf(cursor.number());
            case TEXT -> text();
            case BOOL -> LuaValue.valueOf(cursor.bool());
            case SEQUENCE -> nested ? list() : null;
            case MAPPING -> nested ? map() : null;
            case NIL, OTHER -> {
                cursor.skip();
                yield LuaValue.NIL;
            }
        };
    }

    private LuaString text() {
        int length = cursor.textLength();
        int at = cursor.at();
        byte[] bytes = cursor.array();
        cursor.advance(length);
        if (length > TEXT_BYTES_MAX) {
            return LuaString.valueOf(bytes, at, length);
        }
        int hash = LuaString.hashCode(bytes, at, length);
        int slot = (hash ^ hash >>> 11) & TEXTS - 1;
        LuaString known = texts[slot];
        if (known != null
                && known.m_length == length
                && Arrays.equals(known.m_bytes, known.m_offset, known.m_offset + length, bytes, at, at + length)) {
            return known;
        }
        LuaString text = machine.known(LuaString.valueOf(bytes, at, length));
        texts[slot] = text;
        return text;
    }
}

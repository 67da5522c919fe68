package io.ledgerstone.lua.data;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.lua.runtime.Table;
import io.ledgerstone.lua.runtime.Texts;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * An entry as one handler sees it: a table that nobody can change, whose fields are decoded when they are asked for. Walking it
 * visits the fields; {@code e.fields} and the lists and maps in the fields are tables of the handler's own, the same ones
 * however often they are read.
 */
public final class EntryTable extends Table {
    private static final String REASON = "an entry never changes; copy what you want to change";
    private static final LuaString TIME = LuaString.valueOf("time");
    private static final LuaString COUNTER = LuaString.valueOf("counter");
    private static final LuaString REALM = LuaString.valueOf("realm");
    private static final LuaString CREATOR = LuaString.valueOf("creator");
    private static final LuaString TYPE = LuaString.valueOf("type");
    private static final LuaString KEY = LuaString.valueOf("key");
    private static final LuaString ID = LuaString.valueOf("id");
    private static final LuaString FIELDS = LuaString.valueOf("fields");

    private final EntryReader reader;
    private final Entry entry;
    private @Nullable Table fields;

    EntryTable(EntryReader reader, Entry entry) {
        super(reader.machine);
        this.reader = reader;
        this.entry = entry;
        close(REASON);
    }

    /** The key as its ledger writes it. */
    public String keyText() {
        return entry.key().text(reader.layout);
    }

    @Override
    public LuaValue get(LuaValue key) {
        return rawget(key);
    }

    @Override
    public LuaValue rawget(int key) {
        return NIL;
    }

    @Override
    public LuaValue rawget(LuaValue key) {
        if (!(key instanceof LuaString name)) {
            return NIL;
        }
        LuaValue own = own(name);
        if (own != null) {
            return own;
        }
        LuaValue simple = reader.simple(entry, name);
        return simple != null ? simple : contents().rawget(name);
    }

    /** What every entry has besides its fields, or null. Names of fields do not hide these. */
    private @Nullable LuaValue own(LuaString name) {
        Key key = entry.key();
        return switch (name.m_length) {
            case 2 -> name.raweq(ID) ? Texts.lua(entry.id().toString()) : null;
            case 3 -> name.raweq(KEY) ? Texts.lua(keyText()) : null;
            case 4 ->
                name.raweq(TIME) ? valueOf((double) key.time()) : name.raweq(TYPE) ? reader.known(entry.type()) : null;
            case 5 -> name.raweq(REALM) ? valueOf(key.realm()) : null;
            case 6 -> name.raweq(FIELDS) ? contents() : null;
            case 7 ->
                name.raweq(COUNTER)
                        ? valueOf((double) key.counter())
                        : name.raweq(CREATOR) ? valueOf((double) key.creator()) : null;
            default -> null;
        };
    }

    @Override
    public Table contents() {
        Table all = fields;
        if (all == null) {
            all = reader.all(entry);
            fields = all;
        }
        return all;
    }

    @Override
    public Varargs next(LuaValue key) {
        return contents().next(key);
    }
}

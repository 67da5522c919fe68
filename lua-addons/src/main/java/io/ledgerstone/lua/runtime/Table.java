package io.ledgerstone.lua.runtime;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A Lua table whose order is the same everywhere: a list of the keys 1 to n, then all other keys in the order they were put in.
 *
 * <p>A key that was removed and put in again comes last, so the order follows from the content alone. The keys 1 to n live in a
 * list that only grows at its end; a hole in it stays until the end of the list moves before it. Weak modes mean nothing: what is
 * reachable depends on nothing but the script. A table may be closed to writing, with the reason that a writer is told.
 */
public class Table extends LuaTable {
    private static final @Nullable LuaValue[] NOTHING = {};
    private static final int CHAIN_MAX = 100;
    private static final int GAP_MAX = 1024;
    private static final int SPARSE_FROM = 1024;

    /** The machine of the addon that the table belongs to. */
    protected final Machine machine;

    private final int number;
    private @Nullable LuaValue[] list = NOTHING;
    private int size;
    private int holes;
    private @Nullable Keyed keyed;
    private @Nullable Table meta;
    private @Nullable String refusal;

    /** An empty table. */
    public Table(Machine machine) {
        this.machine = machine;
        number = machine.nextTable();
    }

    /** Closes this table to writing; whoever tries is told why. */
    public final void close(String reason) {
        refusal = reason;
    }

    /** Whether writing is refused. */
    public final boolean isClosed() {
        return refusal != null;
    }

    /** Fails with the reason if writing is refused. */
    public final void requireOpen() {
        if (refusal != null) {
            throw new LuaError(refusal);
        }
    }

    /** The table whose keys a walk over this one visits. */
    public Table contents() {
        return this;
    }

    @Override
    public int hashCode() {
        return number;
    }

    @Override
    public final boolean equals(Object other) {
        return this == other;
    }

    @Override
    public final String tojstring() {
        return "table";
    }

    // Reading

    @Override
    public LuaValue get(LuaValue key) {
        LuaValue value = rawget(key);
        return meta != null && value.isnil() ? inherited(key) : value;
    }

    @Override
    public final LuaValue get(int key) {
        return get(LuaInteger.valueOf(key));
    }

    @Override
    public LuaValue rawget(int key) {
        int at = key - 1;
        if (at >= 0 && at < size) {
            LuaValue value = list[at];
            return value != null ? value : NIL;
        }
        return keyed == null ? NIL : keyed.get(LuaInteger.valueOf(key));
    }

    @Override
    public LuaValue rawget(LuaValue key) {
        if (key instanceof LuaInteger integer) {
            int at = integer.v - 1;
            if (at >= 0 && at < size) {
                LuaValue value = list[at];
                return value != null ? value : NIL;
            }
        }
        return keyed == null ? NIL : keyed.get(key);
    }

    private LuaValue inherited(LuaValue key) {
        Table at = this;
        for (int i = 0; i < CHAIN_MAX; i++) {
            LuaValue next = at.meta == null ? NIL : at.meta.rawget(INDEX);
            if (next.isnil()) {
                return NIL;
            }
            if (next.isfunction()) {
                return Ops.one(next.call(at, key));
            }
            if (!(next instanceof Table table)) {
                return Ops.index(next, key, machine);
            }
            LuaValue value = table.rawget(key);
            if (!value.isnil()) {
                return value;
            }
            at = table;
        }
        throw new LuaError("a chain of __index is longer than " + CHAIN_MAX + " tables; does it run in a circle?");
    }

    /** The number of elements: the end of the list that starts at 1. */
    @Override
    public int rawlen() {
        return size;
    }

    @Override
    public final int length() {
        return rawlen();
    }

    @Override
    public final LuaValue len() {
        return LuaInteger.valueOf(rawlen());
    }

    /** How many keys there are. */
    public int count() {
        return size - holes + (keyed == null ? 0 : keyed.live());
    }

    /** Whether the keys are exactly 1 to n, or there are none. */
    public boolean isList() {
        return holes == 0 && (keyed == null || keyed.live() == 0);
    }

    // Writing

    @Override
    public final void set(LuaValue key, LuaValue value) {
        if (meta == null || !rawget(key).isnil()) {
            rawset(key, value);
        } else {
            assign(key, value);
        }
    }

    @Override
    public final void set(int key, LuaValue value) {
        set(LuaInteger.valueOf(key), value);
    }

    private void assign(LuaValue key, LuaValue value) {
        Table at = this;
        for (int i = 0; i < CHAIN_MAX; i++) {
            LuaValue next = at.meta == null ? NIL : at.meta.rawget(NEWINDEX);
            if (next.isnil()) {
                at.rawset(key, value);
                return;
            }
            if (next.isfunction()) {
                next.call(at, key, value);
                return;
            }
            if (!(next instanceof Table table)) {
                throw new LuaError("attempt to index " + next.typename());
            }
            if (!table.rawget(key).isnil()) {
                table.rawset(key, value);
                return;
            }
            at = table;
        }
        throw new LuaError("a chain of __newindex is longer than " + CHAIN_MAX + " tables; does it run in a circle?");
    }

    @Override
    public final void rawset(LuaValue key, LuaValue value) {
        requireOpen();
        if (key instanceof LuaInteger integer) {
            element(integer.v, integer, value);
        } else if (key.isnil() || (key instanceof LuaDouble number && Double.isNaN(number.todouble()))) {
            throw new LuaError("table index is " + (key.isnil() ? "nil" : "NaN"));
        } else {
            put(key, value);
        }
    }

    /** Sets an element of a constructor, which may leave holes before it. */
    @Override
    public final void rawset(int key, LuaValue value) {
        requireOpen();
        if (key > size + 1 && key - size <= GAP_MAX && !value.isnil()) {
            reserve(key);
            for (int hole = size + 1; hole < key; hole++) {
                LuaValue moved = take(hole);
                list[size++] = moved.isnil() ? null : moved;
                holes += moved.isnil() ? 1 : 0;
            }
        }
        element(key, null, value);
    }

    private void element(int key, @Nullable LuaInteger boxed, LuaValue value) {
        if (key > 0 && key <= size) {
            replace(key - 1, value);
        } else if (key == size + 1 && !value.isnil()) {
            append(value);
        } else {
            put(boxed != null ? boxed : LuaInteger.valueOf(key), value);
        }
    }

    private void replace(int at, LuaValue value) {
        if (!value.isnil()) {
            holes -= list[at] == null ? 1 : 0;
            list[at] = value;
            return;
        }
        if (list[at] != null) {
            list[at] = null;
            holes++;
        }
        while (size > 0 && list[size - 1] == null) {
            size--;
            holes--;
        }
    }

    private void append(LuaValue value) {
        machine.tick();
        reserve(size + 1);
        list[size++] = value;
        absorb();
        if (size >= SPARSE_FROM && (size & size - 1) == 0 && holes > size / 4 * 3) {
            scatter();
        }
    }

    /** Moves the keys behind the end of the list into it, so that the list always ends before a missing key. */
    private void absorb() {
        for (LuaValue next = take(size + 1); !next.isnil(); next = take(size + 1)) {
            reserve(size + 1);
            list[size++] = next;
        }
    }

    private void reserve(int count) {
        if (count > list.length) {
            list = Arrays.copyOf(list, Math.max(count, Math.max(4, list.length * 2)));
        }
    }

    private LuaValue take(int key) {
        return keyed == null ? NIL : keyed.take(LuaInteger.valueOf(key));
    }

    /** Moves what follows the first hole of a list that is mostly holes, such as a queue's, to the other keys, before them. */
    private void scatter() {
        @Nullable LuaValue[] oldList = list;
        int oldSize = size;
        Keyed oldKeys = keyed;
        Keyed newKeys = new Keyed();
        int first = 0;
        while (list[first] != null) {
            first++;
        }
        list = Arrays.copyOf(oldList, first);
        size = first;
        holes = 0;
        for (int i = first; i < oldSize; i++) {
            if (oldList[i] != null) {
                newKeys.put(LuaInteger.valueOf(i + 1), oldList[i]);
            }
        }
        for (int i = 0; oldKeys != null && i < oldKeys.used(); i++) {
            if (!oldKeys.isGap(i)) {
                newKeys.put(oldKeys.key(i), oldKeys.value(i));
            }
        }
        keyed = newKeys;
    }

    private void put(LuaValue key, LuaValue value) {
        if (value.isnil()) {
            if (keyed != null) {
                keyed.take(key);
            }
            return;
        }
        if (keyed == null) {
            keyed = new Keyed();
        }
        if (keyed.put(key, value)) {
            machine.tick();
        }
    }

    /** Removes every key. */
    public final void wipe() {
        requireOpen();
        list = NOTHING;
        size = 0;
        holes = 0;
        keyed = null;
    }

    // Walking

    /** The part that is no list, or null. */
    @Nullable Keyed keyed() {
        return keyed;
    }

    @Override
    public Varargs next(LuaValue key) {
        int element = key instanceof LuaInteger integer ? integer.v : 0;
        if (key.isnil() || (element > 0 && element <= size)) {
            return from(element, 0);
        }
        int at = keyed == null ? -1 : keyed.position(key);
        if (at >= 0) {
            return from(size, at + 1);
        }
        if (element > 0 && element <= list.length) {
            return from(size, 0);
        }
        throw new LuaError("'next' was given a key that the table does not have; did it change while it was walked?");
    }

    private Varargs from(int element, int key) {
        for (int i = element; i < size; i++) {
            if (list[i] != null) {
                return varargsOf(LuaInteger.valueOf(i + 1), list[i]);
            }
        }
        for (int i = key; keyed != null && i < keyed.used(); i++) {
            if (!keyed.isGap(i)) {
                return varargsOf(keyed.key(i), keyed.value(i));
            }
        }
        return NIL;
    }

    /** Hands every key and value to a visitor, in order; the table must not change meanwhile. */
    public void forEach(Visitor visitor) {
        for (int i = 0; i < size; i++) {
            if (list[i] != null) {
                visitor.visit(LuaInteger.valueOf(i + 1), list[i]);
            }
        }
        for (int i = 0; keyed != null && i < keyed.used(); i++) {
            if (!keyed.isGap(i)) {
                visitor.visit(keyed.key(i), keyed.value(i));
            }
        }
    }

    /** What {@link #forEach} calls. */
    @FunctionalInterface
    public interface Visitor {
        /** Takes a key and its value. */
        void visit(LuaValue key, LuaValue value);
    }

    // Metatables

    @Override
    public final @Nullable LuaValue getmetatable() {
        return meta;
    }

    @Override
    public final LuaValue setmetatable(@Nullable LuaValue metatable) {
        requireOpen();
        meta = (Table) metatable;
        return this;
    }

    @Override
    public final LuaValue eq(LuaValue other) {
        return eq_b(other) ? TRUE : FALSE;
    }

    @Override
    public final boolean eq_b(LuaValue other) {
        if (equals(other)) {
            return true;
        }
        return meta != null
                && other instanceof Table table
                && table.meta != null
                && eqmtcall(this, meta, table, table.meta);
    }

    @Override
    public final LuaValue call() {
        return invoke(NONE).arg1();
    }

    @Override
    public final LuaValue call(LuaValue arg) {
        return invoke(arg).arg1();
    }

    @Override
    public final LuaValue call(LuaValue a, LuaValue b) {
        return invoke(varargsOf(a, b)).arg1();
    }

    @Override
    public final LuaValue call(LuaValue a, LuaValue b, LuaValue c) {
        return invoke(varargsOf(a, b, c)).arg1();
    }

    @Override
    public final Varargs invoke(Varargs args) {
        Varargs given = args;
        LuaValue callee = this;
        for (int i = 0; i < CHAIN_MAX; i++) {
            if (!(callee instanceof Table table)) {
                return callee.invoke(given);
            }
            LuaValue next = table.meta == null ? NIL : table.meta.rawget(CALL);
            if (next.isnil()) {
                throw new LuaError("attempt to call table");
            }
            given = varargsOf(callee, given);
            callee = next;
        }
        throw new LuaError("a chain of __call is longer than " + CHAIN_MAX + " tables");
    }

    // What LuaJ's own table library would use, and ours does not.

    @Override
    public final void presize(int count) {}

    @Override
    public final void presize(int elements, int names) {}

    @Override
    public final LuaValue remove(int position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public final void insert(int position, LuaValue value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public final LuaValue concat(LuaString separator, int from, int to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public final void sort(LuaValue comparator) {
        throw new UnsupportedOperationException();
    }
}

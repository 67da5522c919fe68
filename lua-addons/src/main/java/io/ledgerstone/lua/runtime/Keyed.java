package io.ledgerstone.lua.runtime;

import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * The part of a table that is no list: keys and values in the order the keys were put in. A removed key leaves a gap until the
 * arrays are full and get packed.
 */
@SuppressWarnings("ReferenceEquality") // The same object is the usual case, and a gap is one object.
final class Keyed {
    private static final LuaValue[] NOTHING = {};
    private static final LuaValue REMOVED = new Removed();
    private static final int CAPACITY_MIN = 4;
    /** Up to so many keys, looking at each is faster than hashing. */
    private static final int SCAN_MAX = 8;

    private LuaValue[] keys = NOTHING;
    private LuaValue[] values = NOTHING;
    private int[] index = {};
    private int used;
    private int live;
    private int packs;

    /** Stands where a key was. */
    private static final class Removed extends LuaValue {
        @Override
        public int type() {
            return TNONE;
        }

        @Override
        public String typename() {
            return "removed";
        }
    }

    /** How many keys there are. */
    int live() {
        return live;
    }

    /** Places of keys and gaps. */
    int used() {
        return used;
    }

    /** How often places changed under a walk. */
    int packs() {
        return packs;
    }

    /** The key at a place, or null if it is a gap. */
    LuaValue key(int at) {
        return keys[at];
    }

    boolean isGap(int at) {
        return keys[at] == REMOVED;
    }

    LuaValue value(int at) {
        return values[at];
    }

    LuaValue get(LuaValue key) {
        int at = position(key);
        return at < 0 ? LuaValue.NIL : values[at];
    }

    /** The place of a key, or -1. */
    int position(LuaValue key) {
        if (index.length == 0) {
            return scan(key);
        }
        int mask = index.length - 1;
        for (int slot = spread(key) & mask; ; slot = slot + 1 & mask) {
            int at = index[slot] - 1;
            if (at < 0) {
                return -1;
            }
            LuaValue known = keys[at];
            if (known == key || same(known, key)) {
                return at;
            }
        }
    }

    private int scan(LuaValue key) {
        LuaValue[] known = keys;
        int count = used;
        for (int i = 0; i < count; i++) {
            if (known[i] == key) {
                return i;
            }
        }
        for (int i = 0; i < count; i++) {
            if (same(known[i], key)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean same(LuaValue known, LuaValue key) {
        return known instanceof LuaString a ? key instanceof LuaString b && a.raweq(b) : known.raweq(key);
    }

    private static int spread(LuaValue key) {
        int hash = key instanceof LuaDouble number ? Double.hashCode(number.todouble()) : key.hashCode();
        hash *= 0x9E3779B9;
        return hash ^ hash >>> 15;
    }

    /** Sets a key's value; tells whether the key is new. The value is not nil. */
    boolean put(LuaValue key, LuaValue value) {
        int at = position(key);
        if (at >= 0) {
            values[at] = value;
            return false;
        }
        if (used == keys.length) {
            grow();
        }
        keys[used] = key;
        values[used++] = value;
        live++;
        if (index.length > 0) {
            enter(key, used);
        }
        return true;
    }

    /** Removes a key and gives its value, or nil. */
    LuaValue take(LuaValue key) {
        int at = position(key);
        if (at < 0) {
            return LuaValue.NIL;
        }
        LuaValue value = values[at];
        keys[at] = REMOVED;
        values[at] = LuaValue.NIL;
        if (--live == 0) {
            keys = NOTHING;
            values = NOTHING;
            index = new int[0];
            used = 0;
            packs++;
        }
        return value;
    }

    private void enter(LuaValue key, int position) {
        int mask = index.length - 1;
        int slot = spread(key) & mask;
        while (index[slot] != 0) {
            slot = slot + 1 & mask;
        }
        index[slot] = position;
    }

    private void grow() {
        int capacity = Math.max(CAPACITY_MIN, live * 2 > used ? keys.length * 2 : keys.length);
        LuaValue[] newKeys = new LuaValue[capacity];
        LuaValue[] newValues = new LuaValue[capacity];
        int at = 0;
        for (int i = 0; i < used; i++) {
            if (keys[i] != REMOVED) {
                newKeys[at] = keys[i];
                newValues[at++] = values[i];
            }
        }
        packs += at == used ? 0 : 1;
        keys = newKeys;
        values = newValues;
        used = at;
        index = new int[capacity > SCAN_MAX ? capacity * 2 : 0];
        for (int i = 0; i < used && index.length > 0; i++) {
            enter(keys[i], i + 1);
        }
    }
}

package io.ledgerstone.lua.runtime;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * What {@code pairs} gives to a loop: a walk over the keys that a table had when the loop began, in order. Keys may be changed and
 * removed on the way; a key put in on the way is not visited.
 */
public final class Walk extends Builtin {
    private final Table table;
    private final int elements;
    private @Nullable Keyed keyed;
    private int keysEnd;
    private int packs;
    private int element;
    private int key;
    private LuaValue last = NIL;

    /** A walk that starts before the first key. */
    public Walk(Table table) {
        this.table = table;
        elements = table.rawlen();
        keyed = table.keyed();
        keysEnd = keyed == null ? 0 : keyed.used();
        packs = keyed == null ? 0 : keyed.packs();
    }

    @Override
    public Varargs invoke(LuaValue ignored, Varargs alsoIgnored) {
        return invoke(NONE);
    }

    @Override
    public Varargs invoke(Varargs ignored) {
        while (element < elements) {
            LuaValue value = table.rawget(++element);
            if (!value.isnil()) {
                return varargsOf(LuaInteger.valueOf(element), value);
            }
        }
        Keyed now = table.keyed();
        return now == null ? NIL : named(now);
    }

    private Varargs named(Keyed keys) {
        if (keys != keyed || keys.packs() != packs) {
            find(keys);
        }
        while (key < keysEnd) {
            int at = key++;
            if (!keys.isGap(at)) {
                last = keys.key(at);
                return varargsOf(last, keys.value(at));
            }
        }
        return NIL;
    }

    /** Keys moved because new ones were put in: goes on behind the last one given. */
    private void find(Keyed keys) {
        keyed = keys;
        packs = keys.packs();
        int at = last.isnil() || keys.used() == 0 ? -1 : keys.position(last);
        if (at < 0 && !last.isnil() && keys.used() > 0) {
            throw new LuaError(
                    "a table got new keys while 'pairs' walked it; collect them and add them after the loop");
        }
        key = at + 1;
        keysEnd = keys.used();
    }
}

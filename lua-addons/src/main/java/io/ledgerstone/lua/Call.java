package io.ledgerstone.lua;

import io.ledgerstone.addon.HostFunction;
import io.ledgerstone.ledger.entry.EntryLimits;
import io.ledgerstone.lua.runtime.Table;
import io.ledgerstone.lua.runtime.Texts;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * One call of a host function. Arguments are counted from 1, without the object before the colon; a wrong one is an error in the
 * words of the function's description.
 *
 * @param addon who calls
 * @param hooks the ledger it is called on, if any
 * @param function what is called
 * @param args the arguments
 */
record Call(LuaAddon addon, @Nullable Hooks hooks, HostFunction function, Varargs args) {
    /** The ledger that the function is called on. */
    Hooks ledger() {
        if (hooks == null) {
            throw new IllegalStateException(function.name() + " is called on no ledger");
        }
        return hooks;
    }

    LuaValue get(int i) {
        return args.arg(i);
    }

    /** A text that names something: 1 to 64 bytes. */
    String name(int i) {
        String name = text(i);
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > EntryLimits.TYPE_BYTES_MAX) {
            throw wrong(i, "a text of 1 to " + EntryLimits.TYPE_BYTES_MAX + " bytes, not " + bytes);
        }
        return name;
    }

    String text(int i) {
        if (!(args.arg(i) instanceof LuaString text)) {
            throw wrong(i, "a text, not " + described(args.arg(i)));
        }
        String exact = Texts.exact(text);
        if (exact == null) {
            throw wrong(i, "a text in UTF-8");
        }
        return exact;
    }

    LuaValue function(int i) {
        if (!args.arg(i).isfunction()) {
            throw wrong(i, "a function, not " + described(args.arg(i)));
        }
        return args.arg(i);
    }

    Table table(int i) {
        if (args.arg(i) instanceof Table table) {
            return table;
        }
        throw wrong(i, "a table, not " + described(args.arg(i)));
    }

    /** The error of an argument that should have been something else. */
    LuaError wrong(int i, String wanted) {
        String parameter = function.parameters().get(i - 1).name();
        return new LuaError("'" + function.name() + "' needs '" + parameter + "' to be " + wanted);
    }

    /** What a value is, in words. */
    static String described(LuaValue value) {
        return switch (value.type()) {
            case LuaValue.TSTRING -> "a text";
            case LuaValue.TNIL, LuaValue.TNONE -> "nothing";
            default -> "a " + value.typename();
        };
    }
}

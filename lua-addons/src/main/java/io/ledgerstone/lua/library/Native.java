package io.ledgerstone.lua.library;

import io.ledgerstone.lua.runtime.Builtin;
import io.ledgerstone.lua.runtime.Machine;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A Lua function written in Java. */
public final class Native extends Builtin {
    private final String function;
    private final Body body;

    /** What a function does with its arguments. */
    @FunctionalInterface
    public interface Body {
        /** Gives the results. */
        Varargs call(Args args);
    }

    /** A function under the name that its errors mention. */
    public Native(String name, Body body) {
        function = name;
        this.body = body;
    }

    /** What {@code tostring} gives for a value. */
    public static LuaString text(LuaValue value, Machine machine) {
        return BasicFunctions.text(value, machine);
    }

    @Override
    public Varargs invoke(Varargs args) {
        return body.call(new Args(function, args));
    }
}

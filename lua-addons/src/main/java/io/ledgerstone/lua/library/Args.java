package io.ledgerstone.lua.library;

import io.ledgerstone.lua.runtime.Numbers;
import io.ledgerstone.lua.runtime.Table;
import io.ledgerstone.lua.runtime.Texts;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The arguments of a native function, counted from 1. Reading one that is missing or of the wrong type is an error in Lua's
 * words.
 *
 * @param function the function's name, for errors
 * @param all the arguments
 */
public record Args(String function, Varargs all) {
    /** How many there are. */
    public int count() {
        return all.narg();
    }

    /** An argument, or nil. */
    public LuaValue get(int i) {
        return all.arg(i);
    }

    /** Whether an argument is nil or missing. */
    public boolean isNil(int i) {
        return all.arg(i).isnil();
    }

    /** An argument that must be there, but may be nil. */
    public LuaValue any(int i) {
        if (i > all.narg()) {
            throw wrong(i, "value expected");
        }
        return all.arg(i);
    }

    /** A table. */
    public Table table(int i) {
        if (all.arg(i) instanceof Table table) {
            return table;
        }
        throw expected(i, "table");
    }

    /** A function. */
    public LuaValue function(int i) {
        LuaValue value = all.arg(i);
        if (!value.isfunction()) {
            throw expected(i, "function");
        }
        return value;
    }

    /** A text, or the text of a number. */
    public LuaString text(int i) {
        LuaValue value = all.arg(i);
        if (!Numbers.joins(value)) {
            throw expected(i, "string");
        }
        return Numbers.text(value);
    }

    /** A text in Java, for names. */
    public String name(int i) {
        return Texts.java(text(i));
    }

    /** A number, or the number that a text spells. */
    public double number(int i) {
        LuaValue number = Numbers.number(all.arg(i));
        if (number == null) {
            throw expected(i, "number");
        }
        return number.todouble();
    }

    /** A number, or another one if it is nil. */
    public double number(int i, double otherwise) {
        return isNil(i) ? otherwise : number(i);
    }

    /** A number without its fraction. */
    public long integer(int i) {
        return (long) number(i);
    }

    /** A number without its fraction, or another one if it is nil. */
    public long integer(int i, long otherwise) {
        return isNil(i) ? otherwise : integer(i);
    }

    /** The error of an argument that has the wrong type. */
    public LuaError expected(int i, String type) {
        String got = i > all.narg() ? "no value" : all.arg(i).typename();
        return wrong(i, type + " expected, got " + got);
    }

    /** The error of an argument. */
    public LuaError wrong(int i, String why) {
        return new LuaError("bad argument #" + i + " to '" + function + "' (" + why + ")");
    }
}

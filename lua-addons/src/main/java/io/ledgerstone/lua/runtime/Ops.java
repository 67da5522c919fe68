package io.ledgerstone.lua.runtime;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The operators of compiled Lua that LuaJ would answer otherwise than Lua 5.1, without bounds, or through what addons share. */
@SuppressWarnings("ReferenceEquality") // There is one NONE.
public final class Ops {
    /** Arguments of one call. */
    public static final int ARGUMENTS_MAX = 8000;

    private Ops() {}

    /** The one value that a call is wanted for: nil if it gave none. */
    public static LuaValue one(LuaValue result) {
        return result == LuaValue.NONE ? LuaValue.NIL : result;
    }

    /** {@code t[k]}. */
    public static LuaValue index(LuaValue t, LuaValue k, Machine machine) {
        if (t instanceof Table table) {
            return table.get(k);
        }
        Table strings = machine.strings();
        if (t instanceof LuaString && strings != null) {
            return strings.rawget(k);
        }
        throw new LuaError("attempt to index " + t.typename());
    }

    /** {@code t[k] = v}. */
    public static void assign(LuaValue t, LuaValue k, LuaValue v) {
        if (!(t instanceof Table table)) {
            throw new LuaError("attempt to index " + t.typename());
        }
        table.set(k, v);
    }

    /** <code>{}</code>. */
    public static LuaValue table(Machine machine) {
        return machine.table();
    }

    /** The last operand of {@code a .. b .. c}. */
    public static Joint last(LuaValue c, Machine machine) {
        return new Joint(c, machine);
    }

    /** Puts an operand before those joined so far. */
    public static Joint join(LuaValue b, Joint right) {
        return right.join(b);
    }

    /** {@code a < b}. */
    public static boolean less(LuaValue a, LuaValue b) {
        if (a instanceof LuaNumber && b instanceof LuaNumber) {
            return a.todouble() < b.todouble();
        }
        if (a instanceof LuaString first && b instanceof LuaString second) {
            return Texts.compare(first, second) < 0;
        }
        return compared(a, b, LuaValue.LT).toboolean();
    }

    /** {@code a <= b}. */
    public static boolean lessOrEqual(LuaValue a, LuaValue b) {
        if (a instanceof LuaNumber && b instanceof LuaNumber) {
            return a.todouble() <= b.todouble();
        }
        if (a instanceof LuaString first && b instanceof LuaString second) {
            return Texts.compare(first, second) <= 0;
        }
        LuaValue handler = handler(a, b, LuaValue.LE);
        return handler.isnil()
                ? !compared(b, a, LuaValue.LT).toboolean()
                : handler.call(a, b).toboolean();
    }

    private static LuaValue compared(LuaValue a, LuaValue b, LuaString event) {
        LuaValue handler = handler(a, b, event);
        if (handler.isnil()) {
            String first = a.typename();
            String second = b.typename();
            throw new LuaError(
                    first.equals(second)
                            ? "attempt to compare two " + first + " values"
                            : "attempt to compare " + first + " with " + second);
        }
        return handler.call(a, b);
    }

    /** The handler that both have, as Lua 5.1 wants it, or nil. */
    private static LuaValue handler(LuaValue a, LuaValue b, LuaString event) {
        LuaValue handler = a.type() == b.type() ? a.metatag(event) : LuaValue.NIL;
        return !handler.isnil() && handler.raweq(b.metatag(event)) ? handler : LuaValue.NIL;
    }

    /** One step before the first of {@code for i = first, limit, step}. */
    public static LuaValue prepare(LuaValue first, LuaValue limit, LuaValue step) {
        number(limit, "limit");
        return LuaValue.valueOf(number(first, "initial value") - number(step, "step"));
    }

    /** Whether {@code for i = first, limit, step} takes another turn. */
    public static boolean goesOn(LuaValue i, LuaValue limit, LuaValue step) {
        double pace = number(step, "step");
        return pace > 0 ? i.todouble() <= number(limit, "limit") : i.todouble() >= number(limit, "limit");
    }

    private static double number(LuaValue value, String role) {
        LuaValue number = Numbers.number(value);
        if (number == null) {
            throw new LuaError("'for' " + role + " must be a number");
        }
        return number.todouble();
    }

    /** {@code return f(...)}: the call itself happens when this function has returned. */
    public static Varargs tailcall(LuaValue f, Varargs args) {
        if (f instanceof Builtin) {
            return f.invoke(flat(args));
        }
        if (!f.isfunction()
                && !(f instanceof Table table && !table.metatag(LuaValue.CALL).isnil())) {
            throw new LuaError("attempt to call " + f.typename());
        }
        return LuaValue.tailcallOf(f, flat(args));
    }

    /** The same arguments in one piece; pieces of pieces would grow without end in a loop of tail calls. */
    public static Varargs flat(Varargs args) {
        if (args instanceof LuaValue) {
            return args;
        }
        int count = args.narg();
        if (count > ARGUMENTS_MAX) {
            throw new LuaError("a call with " + count + " arguments; " + ARGUMENTS_MAX + " are allowed");
        }
        LuaValue[] flat = new LuaValue[count];
        for (int i = 0; i < count; i++) {
            flat[i] = args.arg(i + 1);
        }
        return LuaValue.varargsOf(flat);
    }
}

package io.ledgerstone.lua.runtime;

import java.util.function.BinaryOperator;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * The arithmetic of compiled Lua. Numbers are LuaJ's business; a text counts as the number it spells by our own rules, since LuaJ
 * takes {@code "-"} for zero.
 */
public final class Arithmetic {
    private Arithmetic() {}

    /** {@code a + b}. */
    public static LuaValue add(LuaValue a, LuaValue b) {
        return areNumbers(a, b) ? a.add(b) : other(a, b, LuaValue.ADD, LuaValue::add);
    }

    /** {@code a - b}. */
    public static LuaValue sub(LuaValue a, LuaValue b) {
        return areNumbers(a, b) ? a.sub(b) : other(a, b, LuaValue.SUB, LuaValue::sub);
    }

    /** {@code a * b}. */
    public static LuaValue mul(LuaValue a, LuaValue b) {
        return areNumbers(a, b) ? a.mul(b) : other(a, b, LuaValue.MUL, LuaValue::mul);
    }

    /** {@code a / b}. */
    public static LuaValue div(LuaValue a, LuaValue b) {
        return areNumbers(a, b) ? quotient(a, b) : other(a, b, LuaValue.DIV, Arithmetic::quotient);
    }

    /** {@code a % b}. */
    public static LuaValue mod(LuaValue a, LuaValue b) {
        return areNumbers(a, b) ? a.mod(b) : other(a, b, LuaValue.MOD, LuaValue::mod);
    }

    /** {@code a ^ b}. */
    public static LuaValue pow(LuaValue a, LuaValue b) {
        return areNumbers(a, b) ? a.pow(b) : other(a, b, LuaValue.POW, LuaValue::pow);
    }

    /** {@code -a}. */
    public static LuaValue neg(LuaValue a) {
        return a instanceof LuaNumber ? a.neg() : other(a, a, LuaValue.UNM, (number, same) -> number.neg());
    }

    private static boolean areNumbers(LuaValue a, LuaValue b) {
        return a instanceof LuaNumber && b instanceof LuaNumber;
    }

    /** LuaJ divides by zero without a look at what is not a number. */
    private static LuaValue quotient(LuaValue a, LuaValue b) {
        return LuaValue.valueOf(a.todouble() / b.todouble());
    }

    private static LuaValue other(LuaValue a, LuaValue b, LuaString event, BinaryOperator<LuaValue> operator) {
        LuaValue first = Numbers.number(a);
        LuaValue second = Numbers.number(b);
        if (first != null && second != null) {
            return operator.apply(first, second);
        }
        LuaValue handler = a.metatag(event);
        if (handler.isnil()) {
            handler = b.metatag(event);
        }
        if (handler.isnil()) {
            String types =
                    (first == null ? a.typename() : "number") + " and " + (second == null ? b.typename() : "number");
            throw new LuaError("attempt to perform arithmetic on " + types);
        }
        return Ops.one(handler.call(a, b));
    }
}

package io.ledgerstone.lua.runtime;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Numbers as texts and texts as numbers, the way Lua 5.1 does both. */
public final class Numbers {
    private static final MathContext DIGITS = new MathContext(14, RoundingMode.HALF_EVEN);
    private static final double PLAIN_INTEGERS_END = 1e14;

    private Numbers() {}

    /** The text of a text or a number. */
    public static LuaString text(LuaValue value) {
        return value instanceof LuaString text ? text : Texts.lua(format(value.todouble()));
    }

    /** Whether a value is a text or a number, which join to texts. */
    public static boolean joins(LuaValue value) {
        return value instanceof LuaString || value instanceof LuaNumber;
    }

    /** A number as C's {@code %.14g} writes it. */
    public static String format(double number) {
        if (number == Math.rint(number) && Math.abs(number) < PLAIN_INTEGERS_END) {
            return number == 0 && 1 / number < 0 ? "-0" : Long.toString((long) number);
        }
        if (Double.isNaN(number)) {
            return "nan";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "inf" : "-inf";
        }
        BigDecimal rounded = new BigDecimal(number).round(DIGITS).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4 && exponent < DIGITS.getPrecision()) {
            return rounded.toPlainString();
        }
        String digits = rounded.unscaledValue().abs().toString();
        StringBuilder text = new StringBuilder(24);
        text.append(rounded.signum() < 0 ? "-" : "").append(digits.charAt(0));
        if (digits.length() > 1) {
            text.append('.').append(digits, 1, digits.length());
        }
        text.append(exponent < 0 ? "e-" : "e+");
        exponent = Math.abs(exponent);
        return (exponent < 10 ? text.append('0') : text).append(exponent).toString();
    }

    /** A value as a number, or null if it is neither a number nor the text of one. */
    public static @Nullable LuaValue number(LuaValue value) {
        if (value instanceof LuaNumber) {
            return value;
        }
        return value instanceof LuaString text ? parse(text) : null;
    }

    /** The number that a text spells, or null. */
    public static @Nullable LuaValue parse(LuaString text) {
        int from = 0;
        int to = text.m_length;
        while (from < to && isSpace(text.luaByte(from))) {
            from++;
        }
        while (to > from && isSpace(text.luaByte(to - 1))) {
            to--;
        }
        int sign = from < to && (text.luaByte(from) == '-' || text.luaByte(from) == '+') ? from + 1 : from;
        if (to - sign > 2 && text.luaByte(sign) == '0' && (text.luaByte(sign + 1) | 0x20) == 'x') {
            LuaValue hex = parse(text, sign + 2, to, 16);
            return hex == null || sign == from || text.luaByte(from) == '+' ? hex : LuaValue.valueOf(-hex.todouble());
        }
        return decimal(text, from, sign, to);
    }

    private static @Nullable LuaValue decimal(LuaString text, int from, int sign, int to) {
        if (to <= sign || to - from > 400) {
            return null;
        }
        char[] plain = new char[to - from];
        for (int i = from; i < to; i++) {
            int c = text.luaByte(i);
            boolean known = isDigit(c) || c == '.' || (c | 0x20) == 'e' || c == '+' || c == '-';
            if (!known) {
                return null;
            }
            plain[i - from] = (char) c;
        }
        try {
            return LuaValue.valueOf(Double.parseDouble(new String(plain)));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The number that the bytes of a text spell in a base of 2 to 36, or null. */
    public static @Nullable LuaValue parse(LuaString text, int from, int to, int base) {
        double number = 0;
        for (int i = from; i < to; i++) {
            int digit = Character.digit(text.luaByte(i), base);
            if (digit < 0 || text.luaByte(i) >= 0x80) {
                return null;
            }
            number = number * base + digit;
        }
        return to > from ? LuaValue.valueOf(number) : null;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** Whether a byte is what C calls space. */
    public static boolean isSpace(int c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}

package io.ledgerstone.lua.library;

import io.ledgerstone.lua.runtime.Machine;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;

/** One call of {@code string.format}, which writes what C's {@code printf} writes. */
final class Format {
    private static final String FLAGS = "-+ #0";
    private static final int UNSET = -1;

    private final Machine machine;
    private final Args args;
    private final LuaString template;
    private final ByteArrayOutputStream result = new ByteArrayOutputStream();
    private int at;
    private int argument = 1;
    private String flags = "";
    private int width;
    private int precision;

    Format(Machine machine, Args args) {
        this.machine = machine;
        this.args = args;
        template = args.text(1);
    }

    LuaString format() {
        while (at < template.m_length) {
            int c = template.luaByte(at++);
            if (c != '%') {
                result.write(c);
            } else if (at < template.m_length && template.luaByte(at) == '%') {
                result.write('%');
                at++;
            } else {
                argument++;
                directive();
                machine.requireText(result.size());
                machine.tick();
            }
        }
        byte[] bytes = result.toByteArray();
        machine.text(bytes.length);
        return LuaString.valueUsing(bytes, 0, bytes.length);
    }

    private void directive() {
        int start = at;
        while (at < template.m_length && FLAGS.indexOf(template.luaByte(at)) >= 0) {
            at++;
        }
        if (at - start > FLAGS.length()) {
            throw new LuaError("invalid format (repeated flags)");
        }
        flags = ascii(start, at);
        width = Math.max(0, number());
        precision = UNSET;
        if (at < template.m_length && template.luaByte(at) == '.') {
            at++;
            precision = Math.max(0, number());
        }
        int kind = at < template.m_length ? template.luaByte(at++) : 0;
        switch (kind) {
            case 'c' -> pad(new byte[] {(byte) args.integer(argument)});
            case 'd', 'i' -> integer(whole(args.number(argument)));
            case 'u' -> unsigned(Long.toUnsignedString(whole(args.number(argument))), "");
            case 'o' -> unsigned(Long.toOctalString(whole(args.number(argument))), "0");
            case 'x' -> unsigned(Long.toHexString(whole(args.number(argument))), "0x");
            case 'X' -> unsigned(Long.toHexString(whole(args.number(argument))).toUpperCase(Locale.ROOT), "0X");
            case 'e', 'E', 'f', 'g', 'G' -> real(args.number(argument), (char) kind);
            case 'q' -> quoted(args.text(argument));
            case 's' -> text(BasicFunctions.text(args.any(argument), machine));
            default -> throw new LuaError("invalid option '%" + ascii(start, at) + "' to 'format'");
        }
    }

    private String ascii(int from, int to) {
        return new String(template.m_bytes, template.m_offset + from, to - from, StandardCharsets.ISO_8859_1);
    }

    private int number() {
        int start = at;
        int number = 0;
        while (at < template.m_length && Character.isDigit(template.luaByte(at))) {
            number = number * 10 + template.luaByte(at++) - '0';
            if (at - start > 2) {
                throw new LuaError("invalid format (width or precision too long)");
            }
        }
        return at == start ? 0 : number;
    }

    private boolean has(char flag) {
        return flags.indexOf(flag) >= 0;
    }

    /** As C converts a double on the machines that Lua 5.1 runs on. */
    private static long whole(double number) {
        return number >= -0x1p63 && number < 0x1p63 ? (long) number : Long.MIN_VALUE;
    }

    private void integer(long number) {
        String digits = BigInteger.valueOf(number).abs().toString();
        pad(sign(number < 0), digits(digits), precision == UNSET);
    }

    private void unsigned(String number, String prefix) {
        String digits = digits(number);
        boolean prefixed = has('#') && !number.equals("0") && !(prefix.equals("0") && digits.startsWith("0"));
        pad(prefixed ? prefix : "", digits, precision == UNSET);
    }

    private String digits(String digits) {
        if (precision == 0 && digits.equals("0")) {
            return "";
        }
        return "0".repeat(Math.max(0, precision - digits.length())) + digits;
    }

    private String sign(boolean negative) {
        return negative ? "-" : has('+') ? "+" : has(' ') ? " " : "";
    }

    private void real(double number, char kind) {
        boolean negative = number < 0 || (number == 0 && 1 / number < 0);
        boolean upper = Character.isUpperCase(kind);
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            String name = Double.isNaN(number) ? "nan" : "inf";
            pad(sign(negative), upper ? name.toUpperCase(Locale.ROOT) : name, false);
            return;
        }
        BigDecimal magnitude = new BigDecimal(number).abs();
        int digits = precision == UNSET ? 6 : precision;
        String text = switch (Character.toLowerCase(kind)) {
            case 'f' -> fixed(magnitude, digits);
            case 'e' -> exponential(magnitude, digits);
            default -> general(magnitude, Math.max(1, digits));
        };
        pad(sign(negative), upper ? text.toUpperCase(Locale.ROOT) : text, true);
    }

    private String fixed(BigDecimal number, int digits) {
        String text = number.setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
        return digits == 0 && has('#') ? text + "." : text;
    }

    private String exponential(BigDecimal number, int digits) {
        BigDecimal rounded = number.round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
        int exponent = exponent(rounded);
        String all = rounded.unscaledValue().toString();
        all = rounded.signum() == 0 ? "0" : all;
        all = all.length() > digits + 1 ? all.substring(0, digits + 1) : all + "0".repeat(digits + 1 - all.length());
        String mantissa = all.charAt(0) + (digits > 0 || has('#') ? "." : "") + all.substring(1);
        return mantissa + (exponent < 0 ? "e-" : "e+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }

    private static int exponent(BigDecimal number) {
        return number.signum() == 0 ? 0 : number.precision() - number.scale() - 1;
    }

    private String general(BigDecimal number, int digits) {
        BigDecimal rounded = number.round(new MathContext(digits, RoundingMode.HALF_EVEN));
        int exponent = exponent(rounded);
        boolean plain = exponent >= -4 && exponent < digits;
        String text = plain ? fixed(number, digits - 1 - exponent) : exponential(number, digits - 1);
        if (has('#') || text.indexOf('.') < 0) {
            return text;
        }
        int end = text.indexOf('e') < 0 ? text.length() : text.indexOf('e');
        int last = end;
        while (text.charAt(last - 1) == '0') {
            last--;
        }
        if (text.charAt(last - 1) == '.') {
            last--;
        }
        return text.substring(0, last) + text.substring(end);
    }

    private void text(LuaString text) {
        int length = precision == UNSET ? text.m_length : Math.min(precision, text.m_length);
        byte[] bytes = new byte[length];
        text.copyInto(0, bytes, 0, length);
        pad(bytes);
    }

    private void quoted(LuaString text) {
        machine.text(2L * text.m_length);
        result.write('"');
        for (int i = 0; i < text.m_length; i++) {
            int c = text.luaByte(i);
            switch (c) {
                case '"', '\\', '\n' -> {
                    result.write('\\');
                    result.write(c);
                }
                case '\r' -> result.writeBytes(new byte[] {'\\', 'r'});
                case 0 -> result.writeBytes(new byte[] {'\\', '0', '0', '0'});
                default -> result.write(c);
            }
        }
        result.write('"');
    }

    private void pad(String sign, String digits, boolean zeros) {
        int missing = Math.max(0, width - sign.length() - digits.length());
        String filled = zeros && has('0') && !has('-') ? "0".repeat(missing) + digits : digits;
        pad((sign + filled).getBytes(StandardCharsets.ISO_8859_1));
    }

    private void pad(byte[] bytes) {
        int missing = Math.max(0, width - bytes.length);
        if (!has('-')) {
            result.writeBytes(" ".repeat(missing).getBytes(StandardCharsets.ISO_8859_1));
        }
        result.writeBytes(bytes);
        if (has('-')) {
            result.writeBytes(" ".repeat(missing).getBytes(StandardCharsets.ISO_8859_1));
        }
    }
}

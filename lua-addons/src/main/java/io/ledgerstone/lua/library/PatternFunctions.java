package io.ledgerstone.lua.library;

import io.ledgerstone.lua.runtime.Builtin;
import io.ledgerstone.lua.runtime.Machine;
import io.ledgerstone.lua.runtime.Numbers;
import io.ledgerstone.lua.runtime.Ops;
import io.ledgerstone.lua.runtime.Table;
import java.io.ByteArrayOutputStream;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The functions of {@code string} that take patterns. */
final class PatternFunctions {
    private static final String SPECIALS = "^$*+?.([%-";

    private final Machine machine;

    PatternFunctions(Machine machine) {
        this.machine = machine;
    }

    void define(Table library) {
        define(library, "find", args -> find(args, true));
        define(library, "match", args -> find(args, false));
        define(library, "gmatch", args -> new Matches(machine, args.text(1), args.text(2)));
        define(library, "gsub", this::gsub);
    }

    private static void define(Table library, String name, Native.Body body) {
        library.rawset(LuaString.valueOf(name), new Native(name, body));
    }

    private static boolean isAnchored(LuaString pattern) {
        return pattern.m_length > 0 && pattern.luaByte(0) == '^';
    }

    private static boolean isPlain(LuaString pattern) {
        for (int i = 0; i < pattern.m_length; i++) {
            if (SPECIALS.indexOf(pattern.luaByte(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    private Varargs find(Args args, boolean positions) {
        LuaString text = args.text(1);
        LuaString pattern = args.text(2);
        long first = StringFunctions.place(args.integer(3, 1), text.m_length) - 1;
        int start = Math.clamp(first, 0, text.m_length);
        if (positions && (args.get(4).toboolean() || isPlain(pattern))) {
            return plain(text, pattern, start);
        }
        boolean anchored = isAnchored(pattern);
        Matcher matcher = new Matcher(machine, text, pattern);
        do {
            int end = matcher.match(start, anchored ? 1 : 0);
            if (end >= 0) {
                if (!positions) {
                    return LuaValue.varargsOf(matcher.all(start, end));
                }
                Varargs captures =
                        matcher.captures() == 0 ? LuaValue.NONE : LuaValue.varargsOf(matcher.all(start, end));
                return LuaValue.varargsOf(LuaInteger.valueOf(start + 1), LuaInteger.valueOf(end), captures);
            }
            start++;
        } while (start <= text.m_length && !anchored);
        return LuaValue.NIL;
    }

    private Varargs plain(LuaString text, LuaString wanted, int from) {
        int last = text.m_length - wanted.m_length;
        for (int i = from; i <= last; i++) {
            int same = 0;
            while (same < wanted.m_length && text.luaByte(i + same) == wanted.luaByte(same)) {
                same++;
            }
            if (same == wanted.m_length) {
                return LuaValue.varargsOf(LuaInteger.valueOf(i + 1), LuaInteger.valueOf(i + same));
            }
            if (same >= Machine.BYTES_PER_STEP || i % Machine.BYTES_PER_STEP == 0) {
                machine.spend(1 + same / Machine.BYTES_PER_STEP);
            }
        }
        return LuaValue.NIL;
    }

    private Varargs gsub(Args args) {
        LuaString text = args.text(1);
        LuaString pattern = args.text(2);
        LuaValue replacement = args.get(3);
        if (!Numbers.joins(replacement) && !replacement.isfunction() && !replacement.istable()) {
            throw args.wrong(3, "string/function/table expected");
        }
        long most = args.integer(4, Long.MAX_VALUE);
        boolean anchored = isAnchored(pattern);
        Matcher matcher = new Matcher(machine, text, pattern);
        ByteArrayOutputStream result = new ByteArrayOutputStream(text.m_length);
        int at = 0;
        int count = 0;
        while (count < most) {
            int end = matcher.match(at, anchored ? 1 : 0);
            if (end >= 0) {
                count++;
                append(result, replaced(matcher, replacement, at, end));
            }
            if (end > at) {
                at = end;
            } else if (at < text.m_length) {
                result.write(text.luaByte(at++));
            } else {
                break;
            }
            if (anchored) {
                break;
            }
        }
        if (at < text.m_length) {
            append(result, LuaString.valueOf(text.m_bytes, text.m_offset + at, text.m_length - at));
        }
        byte[] bytes = result.toByteArray();
        machine.text(bytes.length);
        return LuaValue.varargsOf(LuaString.valueUsing(bytes, 0, bytes.length), LuaInteger.valueOf(count));
    }

    private void append(ByteArrayOutputStream result, LuaString piece) {
        machine.requireText((long) result.size() + piece.m_length);
        machine.spend(1 + piece.m_length / Machine.BYTES_PER_STEP);
        result.write(piece.m_bytes, piece.m_offset, piece.m_length);
    }

    private LuaString replaced(Matcher matcher, LuaValue replacement, int start, int end) {
        LuaValue value;
        if (Numbers.joins(replacement)) {
            return filled(matcher, Numbers.text(replacement), start, end);
        } else if (replacement instanceof Table table) {
            value = table.get(matcher.capture(0, start, end));
        } else {
            value = replacement
                    .invoke(LuaValue.varargsOf(matcher.all(start, end)))
                    .arg1();
        }
        if (!value.toboolean()) {
            return matcher.whole(start, end);
        }
        if (!Numbers.joins(value)) {
            throw new LuaError("invalid replacement value (a " + value.typename() + ")");
        }
        return Numbers.text(value);
    }

    /** A replacement text with its captures put in. */
    private LuaString filled(Matcher matcher, LuaString template, int start, int end) {
        if (template.indexOf((byte) '%', 0) < 0) {
            return template;
        }
        ByteArrayOutputStream filled = new ByteArrayOutputStream();
        for (int i = 0; i < template.m_length; i++) {
            int c = template.luaByte(i);
            if (c != '%' || ++i == template.m_length) {
                filled.write(c == '%' ? 0 : c);
                continue;
            }
            int next = template.luaByte(i);
            if (next < '0' || next > '9') {
                filled.write(next);
            } else {
                LuaString piece =
                        Numbers.text(next == '0' ? matcher.whole(start, end) : matcher.capture(next - '1', start, end));
                append(filled, piece);
            }
        }
        byte[] bytes = filled.toByteArray();
        return LuaString.valueUsing(bytes, 0, bytes.length);
    }

    /** What {@code gmatch} gives to a loop. */
    private static final class Matches extends Builtin {
        private final LuaString text;
        private final Matcher matcher;
        private int at;

        Matches(Machine machine, LuaString text, LuaString pattern) {
            this.text = text;
            matcher = new Matcher(machine, text, pattern);
        }

        @Override
        public Varargs invoke(Varargs ignored) {
            for (; at <= text.m_length; at++) {
                int end = matcher.match(at, 0);
                if (end >= 0) {
                    int start = at;
                    at = end == start ? end + 1 : end;
                    return Ops.flat(LuaValue.varargsOf(matcher.all(start, end)));
                }
            }
            return LuaValue.NIL;
        }
    }
}

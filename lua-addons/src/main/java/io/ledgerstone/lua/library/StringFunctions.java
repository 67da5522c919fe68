package io.ledgerstone.lua.library;

import io.ledgerstone.lua.runtime.Machine;
import io.ledgerstone.lua.runtime.Numbers;
import io.ledgerstone.lua.runtime.Ops;
import io.ledgerstone.lua.runtime.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The library {@code string}, without what needs patterns. */
final class StringFunctions {
    private final Machine machine;

    private StringFunctions(Machine machine) {
        this.machine = machine;
    }

    static Table library(Machine machine) {
        StringFunctions functions = new StringFunctions(machine);
        Table library = new Table(machine);
        define(library, "len", args -> LuaInteger.valueOf(args.text(1).m_length));
        define(library, "sub", functions::sub);
        define(library, "lower", args -> functions.mapped(args, 'A', 'Z', 'a' - 'A'));
        define(library, "upper", args -> functions.mapped(args, 'a', 'z', 'A' - 'a'));
        define(library, "reverse", functions::reverse);
        define(library, "rep", functions::rep);
        define(library, "byte", functions::bytes);
        define(library, "char", functions::chars);
        define(library, "format", args -> new Format(machine, args).format());
        define(library, "split", args -> functions.split(args));
        define(library, "join", functions::join);
        define(library, "trim", functions::trim);
        new PatternFunctions(machine).define(library);
        return library;
    }

    private static void define(Table library, String name, Native.Body body) {
        library.rawset(LuaString.valueOf(name), new Native(name, body));
    }

    /** A text of bytes that nobody else has. */
    private LuaString owned(byte[] bytes) {
        return LuaString.valueUsing(bytes, 0, bytes.length);
    }

    /** A place in a text of this length as a script counts it: from 1, or backwards from -1. */
    static long place(long at, int length) {
        return at >= 0 ? at : Math.max(0, length + at + 1);
    }

    private LuaValue sub(Args args) {
        LuaString text = args.text(1);
        long from = Math.max(1, place(args.integer(2), text.m_length));
        long to = Math.min(text.m_length, place(args.integer(3, -1), text.m_length));
        return piece(text, (int) Math.min(from - 1, text.m_length), (int) to);
    }

    private LuaString piece(LuaString text, int from, int to) {
        if (from >= to) {
            return LuaValue.EMPTYSTRING;
        }
        machine.text(to - from);
        return LuaString.valueOf(text.m_bytes, text.m_offset + from, to - from);
    }

    private byte[] copy(LuaString text) {
        machine.text(text.m_length);
        return Arrays.copyOfRange(text.m_bytes, text.m_offset, text.m_offset + text.m_length);
    }

    private LuaString mapped(Args args, char from, char to, int distance) {
        byte[] bytes = copy(args.text(1));
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] >= from && bytes[i] <= to) {
                bytes[i] += (byte) distance;
            }
        }
        return owned(bytes);
    }

    private LuaString reverse(Args args) {
        byte[] bytes = copy(args.text(1));
        for (int i = 0, j = bytes.length - 1; i < j; i++, j--) {
            byte swap = bytes[i];
            bytes[i] = bytes[j];
            bytes[j] = swap;
        }
        return owned(bytes);
    }

    private LuaString rep(Args args) {
        LuaString text = args.text(1);
        long times = Math.max(0, args.integer(2));
        if (times == 0 || text.m_length == 0) {
            return LuaValue.EMPTYSTRING;
        }
        machine.text(times > Integer.MAX_VALUE ? Long.MAX_VALUE : times * text.m_length);
        byte[] bytes = new byte[(int) times * text.m_length];
        for (int at = 0; at < bytes.length; at += text.m_length) {
            System.arraycopy(text.m_bytes, text.m_offset, bytes, at, text.m_length);
        }
        return owned(bytes);
    }

    private Varargs bytes(Args args) {
        LuaString text = args.text(1);
        long first = place(args.integer(2, 1), text.m_length);
        long last = Math.min(text.m_length, place(args.integer(3, first), text.m_length));
        first = Math.max(1, first);
        if (first > last) {
            return LuaValue.NONE;
        }
        if (last - first >= Ops.ARGUMENTS_MAX) {
            throw args.wrong(3, "string slice too long");
        }
        LuaValue[] codes = new LuaValue[(int) (last - first + 1)];
        machine.spend(codes.length);
        for (int i = 0; i < codes.length; i++) {
            codes[i] = LuaInteger.valueOf(text.luaByte((int) first - 1 + i));
        }
        return LuaValue.varargsOf(codes);
    }

    private LuaString chars(Args args) {
        byte[] bytes = new byte[args.count()];
        for (int i = 0; i < bytes.length; i++) {
            long code = args.integer(i + 1);
            if (code < 0 || code > 255) {
                throw args.wrong(i + 1, "invalid value");
            }
            bytes[i] = (byte) code;
        }
        return owned(bytes);
    }

    /** {@code strsplit(delimiters, text, pieces)}: splits at any of the delimiters; the last piece keeps the rest. */
    private Varargs split(Args args) {
        LuaString delimiters = args.text(1);
        LuaString text = args.text(2);
        long piecesMax = args.integer(3, Long.MAX_VALUE);
        List<LuaValue> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < text.m_length && pieces.size() + 1 < piecesMax; i++) {
            machine.spend(1 + delimiters.m_length / Machine.BYTES_PER_STEP);
            if (delimiters.indexOf((byte) text.luaByte(i), 0) >= 0) {
                pieces.add(piece(text, from, i));
                from = i + 1;
            }
        }
        pieces.add(piece(text, from, text.m_length));
        return Ops.flat(LuaValue.varargsOf(pieces.toArray(LuaValue[]::new)));
    }

    /** {@code strjoin(delimiter, ...)}. */
    private LuaString join(Args args) {
        LuaString delimiter = args.text(1);
        long length = 0;
        for (int i = 2; i <= args.count(); i++) {
            length += args.text(i).m_length + (i > 2 ? delimiter.m_length : 0);
        }
        machine.text(length);
        byte[] bytes = new byte[(int) length];
        int at = 0;
        for (int i = 2; i <= args.count(); i++) {
            if (i > 2) {
                delimiter.copyInto(0, bytes, at, delimiter.m_length);
                at += delimiter.m_length;
            }
            LuaString text = args.text(i);
            text.copyInto(0, bytes, at, text.m_length);
            at += text.m_length;
        }
        return owned(bytes);
    }

    /** {@code strtrim(text, characters)}. */
    private LuaString trim(Args args) {
        LuaString text = args.text(1);
        @Nullable LuaString characters = args.isNil(2) ? null : args.text(2);
        int from = 0;
        int to = text.m_length;
        machine.spend(1 + to / Machine.BYTES_PER_STEP * (characters == null ? 1L : 1L + characters.m_length));
        while (from < to && trims(text.luaByte(from), characters)) {
            from++;
        }
        while (to > from && trims(text.luaByte(to - 1), characters)) {
            to--;
        }
        return piece(text, from, to);
    }

    private static boolean trims(int c, @Nullable LuaString characters) {
        return characters == null ? Numbers.isSpace(c) : characters.indexOf((byte) c, 0) >= 0;
    }
}

package io.ledgerstone.lua.library;

import io.ledgerstone.lua.runtime.Builtin;
import io.ledgerstone.lua.runtime.Faults;
import io.ledgerstone.lua.runtime.Machine;
import io.ledgerstone.lua.runtime.Numbers;
import io.ledgerstone.lua.runtime.Ops;
import io.ledgerstone.lua.runtime.Raised;
import io.ledgerstone.lua.runtime.Table;
import io.ledgerstone.lua.runtime.Texts;
import io.ledgerstone.lua.runtime.Walk;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The functions that belong to no library. */
final class BasicFunctions {
    /** What catching an error costs besides, since the stack has to be looked at. */
    private static final int STEPS_PER_CATCH = 100;

    private static final int STEPS_PER_DEPTH = 10;
    private static final LuaString METATABLE = LuaString.valueOf("__metatable");
    private static final LuaString TO_STRING = LuaString.valueOf("__tostring");

    private final Machine machine;
    private final Table globals;

    private BasicFunctions(Machine machine, Table globals) {
        this.machine = machine;
        this.globals = globals;
    }

    static void define(Machine machine, Table globals) {
        BasicFunctions basic = new BasicFunctions(machine, globals);
        basic.values();
        basic.tables();
        basic.errors();
        globals.rawset(LuaString.valueOf("_G"), globals);
        globals.rawset(LuaString.valueOf("_VERSION"), LuaString.valueOf("Lua 5.1"));
    }

    private void define(String name, Native.Body body) {
        globals.rawset(LuaString.valueOf(name), new Native(name, body));
    }

    private void values() {
        define("type", args -> LuaString.valueOf(args.any(1).typename()));
        define("tostring", args -> text(args.any(1), machine));
        define("tonumber", BasicFunctions::toNumber);
        define("tostringall", args -> {
            LuaValue[] texts = new LuaValue[args.count()];
            for (int i = 0; i < texts.length; i++) {
                texts[i] = text(args.get(i + 1), machine);
            }
            return LuaValue.varargsOf(texts);
        });
        define("rawequal", args -> LuaValue.valueOf(args.any(1).raweq(args.any(2))));
        define("select", BasicFunctions::select);
    }

    private void tables() {
        define("rawget", args -> args.table(1).rawget(args.any(2)));
        define("rawset", args -> {
            args.table(1).rawset(args.any(2), args.any(3));
            return args.get(1);
        });
        define("next", args -> args.table(1).contents().next(args.get(2)));
        define("pairs", args -> {
            Table table = args.table(1);
            return LuaValue.varargsOf(new Walk(table.contents()), table, LuaValue.NIL);
        });
        LuaValue step = new IndexStep();
        define("ipairs", args -> LuaValue.varargsOf(step, args.table(1), LuaValue.ZERO));
        define("unpack", args -> unpack(args, machine));
        define("getmetatable", args -> {
            LuaValue meta = args.any(1) instanceof Table table ? table.getmetatable() : null;
            if (meta == null) {
                return LuaValue.NIL;
            }
            LuaValue shown = meta.rawget(METATABLE);
            return shown.isnil() ? meta : shown;
        });
        define("setmetatable", args -> {
            Table table = args.table(1);
            LuaValue old = table.getmetatable();
            if (old != null && !old.rawget(METATABLE).isnil()) {
                throw new LuaError("cannot change a protected metatable");
            }
            if (args.count() < 2 || !(args.isNil(2) || args.get(2) instanceof Table)) {
                throw args.wrong(2, "nil or table expected");
            }
            return table.setmetatable(args.isNil(2) ? null : args.get(2));
        });
    }

    private void errors() {
        define("error", args -> {
            LuaValue value = args.get(1);
            long level = args.integer(2, 1);
            String position = level > 0 ? machine.position((int) Math.min(level, Integer.MAX_VALUE)) : null;
            if (position != null && Numbers.joins(value)) {
                value = Texts.lua(position + ": " + Texts.java(Numbers.text(value)));
            }
            throw new Raised(value, position);
        });
        define("assert", args -> {
            if (args.any(1).toboolean()) {
                return args.all();
            }
            LuaValue message = args.isNil(2) ? LuaString.valueOf("assertion failed!") : args.get(2);
            throw new Raised(message, machine.position(1));
        });
        define("pcall", args -> {
            LuaValue function = args.any(1);
            return protect(function, args.all().subargs(2), null);
        });
        define("xpcall", args -> protect(args.any(1), LuaValue.NONE, args.any(2)));
    }

    private Varargs protect(LuaValue function, Varargs given, @Nullable LuaValue handler) {
        int depth = machine.depth();
        try {
            machine.enter();
            Varargs results = function.invoke(given);
            machine.leave();
            return LuaValue.varargsOf(LuaValue.TRUE, results);
        } catch (RuntimeException e) {
            machine.depth(depth);
            machine.spend(STEPS_PER_CATCH + (long) STEPS_PER_DEPTH * depth);
            LuaValue caught = Faults.caught(e, machine);
            return LuaValue.varargsOf(LuaValue.FALSE, handler == null ? caught : handled(handler, caught));
        }
    }

    private LuaValue handled(LuaValue handler, LuaValue caught) {
        int depth = machine.depth();
        try {
            return handler.call(caught);
        } catch (RuntimeException e) {
            machine.depth(depth);
            return LuaString.valueOf("error in error handling");
        }
    }

    /** What {@code tostring} gives. */
    static LuaString text(LuaValue value, Machine machine) {
        if (Numbers.joins(value)) {
            return Numbers.text(value);
        }
        LuaValue handler = value.metatag(TO_STRING);
        if (!handler.isnil()) {
            machine.enter();
            LuaValue text = handler.call(value);
            machine.leave();
            if (!Numbers.joins(text)) {
                throw new LuaError("'__tostring' must return a string");
            }
            return Numbers.text(text);
        }
        return LuaString.valueOf(
                value.isnil() || value.isboolean()
                        ? value.tojstring()
                        : value.typename() + ": " + HexFormat.of().toHexDigits(machine.serial(value)));
    }

    private static LuaValue toNumber(Args args) {
        long base = args.integer(2, 10);
        if (base == 10) {
            LuaValue number = Numbers.number(args.any(1));
            return number == null ? LuaValue.NIL : number;
        }
        if (base < 2 || base > 36) {
            throw args.wrong(2, "base out of range");
        }
        LuaString text = args.text(1);
        int from = 0;
        int to = text.m_length;
        while (from < to && Numbers.isSpace(text.luaByte(from))) {
            from++;
        }
        while (to > from && Numbers.isSpace(text.luaByte(to - 1))) {
            to--;
        }
        boolean negative = from < to && text.luaByte(from) == '-';
        boolean signed = negative || (from < to && text.luaByte(from) == '+');
        LuaValue number = Numbers.parse(text, signed ? from + 1 : from, to, (int) base);
        if (number == null) {
            return LuaValue.NIL;
        }
        return negative ? LuaValue.valueOf(-number.todouble()) : number;
    }

    private static Varargs select(Args args) {
        if (args.get(1) instanceof LuaString sign && sign.m_length == 1 && sign.luaByte(0) == '#') {
            return LuaInteger.valueOf(args.count() - 1);
        }
        long first = args.integer(1);
        if (first < 0) {
            first = args.count() + first;
        } else if (first > args.count()) {
            first = args.count();
        }
        if (first < 1) {
            throw args.wrong(1, "index out of range");
        }
        return args.all().subargs((int) first + 1);
    }

    private static Varargs unpack(Args args, Machine machine) {
        Table table = args.table(1);
        long from = args.integer(2, 1);
        long to = args.integer(3, table.rawlen());
        if (to - from + 1 > Ops.ARGUMENTS_MAX) {
            throw new LuaError("too many results to unpack; " + Ops.ARGUMENTS_MAX + " are allowed");
        }
        if (from > to) {
            return LuaValue.NONE;
        }
        LuaValue[] values = new LuaValue[(int) (to - from + 1)];
        machine.spend(values.length);
        for (int i = 0; i < values.length; i++) {
            values[i] = table.rawget(LuaValue.valueOf((double) (from + i)));
        }
        return LuaValue.varargsOf(values);
    }

    /** What {@code ipairs} gives to a loop. */
    private static final class IndexStep extends Builtin {
        @Override
        public Varargs invoke(LuaValue table, Varargs last) {
            return step(table, last.arg1());
        }

        @Override
        public Varargs invoke(Varargs args) {
            return step(args.arg1(), args.arg(2));
        }

        private static Varargs step(LuaValue list, LuaValue last) {
            if (!(list instanceof Table table) || !(last instanceof LuaInteger before)) {
                throw new LuaError("bad argument to the iterator of 'ipairs'");
            }
            int next = before.v + 1;
            LuaValue value = table.rawget(next);
            return value.isnil() ? LuaValue.NIL : LuaValue.varargsOf(LuaInteger.valueOf(next), value);
        }
    }
}

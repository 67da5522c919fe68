package io.ledgerstone.lua.library;

import io.ledgerstone.lua.runtime.Machine;
import io.ledgerstone.lua.runtime.Numbers;
import io.ledgerstone.lua.runtime.Ops;
import io.ledgerstone.lua.runtime.Table;
import java.io.ByteArrayOutputStream;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The library {@code table}. */
final class TableFunctions {
    /** Elements moved for one step. */
    private static final int MOVES_PER_STEP = 4;

    private static final int RUN = 8;

    private final Machine machine;

    private TableFunctions(Machine machine) {
        this.machine = machine;
    }

    static Table library(Machine machine) {
        TableFunctions functions = new TableFunctions(machine);
        Table library = new Table(machine);
        define(library, "insert", functions::insert);
        define(library, "remove", functions::remove);
        define(library, "concat", functions::concat);
        define(library, "sort", functions::sort);
        define(library, "getn", args -> LuaInteger.valueOf(args.table(1).rawlen()));
        define(library, "maxn", args -> {
            double[] most = {0};
            args.table(1).contents().forEach((key, value) -> {
                if (key instanceof LuaNumber number) {
                    most[0] = Math.max(most[0], number.todouble());
                }
            });
            machine.spend(args.table(1).count() / MOVES_PER_STEP);
            return LuaValue.valueOf(most[0]);
        });
        define(library, "wipe", args -> {
            args.table(1).wipe();
            return args.get(1);
        });
        return library;
    }

    private static void define(Table library, String name, Native.Body body) {
        library.rawset(LuaString.valueOf(name), new Native(name, body));
    }

    private Varargs insert(Args args) {
        Table table = args.table(1);
        int end = table.rawlen() + 1;
        switch (args.count()) {
            case 2 -> table.rawset(LuaInteger.valueOf(end), args.get(2));
            case 3 -> {
                long at = args.integer(2);
                for (long i = Math.max(at, end); i > at; i--) {
                    pay(i);
                    table.rawset(key(i), table.rawget(key(i - 1)));
                }
                table.rawset(key(at), args.get(3));
            }
            default -> throw new LuaError("wrong number of arguments to 'insert'");
        }
        return LuaValue.NONE;
    }

    private Varargs remove(Args args) {
        Table table = args.table(1);
        int end = table.rawlen();
        long at = args.integer(2, end);
        if (at < 1 || at > end) {
            return LuaValue.NONE;
        }
        LuaValue removed = table.rawget(key(at));
        for (long i = at; i < end; i++) {
            pay(i);
            table.rawset(key(i), table.rawget(key(i + 1)));
        }
        table.rawset(key(end), LuaValue.NIL);
        return removed;
    }

    private void pay(long element) {
        if (element % MOVES_PER_STEP == 0) {
            machine.tick();
        }
    }

    private static LuaValue key(long i) {
        return LuaValue.valueOf((double) i);
    }

    private Varargs concat(Args args) {
        Table table = args.table(1);
        LuaString separator = args.isNil(2) ? LuaValue.EMPTYSTRING : args.text(2);
        long from = args.integer(3, 1);
        long to = args.integer(4, table.rawlen());
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (long i = from; i <= to; i++) {
            LuaValue value = table.rawget(key(i));
            if (!Numbers.joins(value)) {
                throw new LuaError("invalid value (" + value.typename() + ") at index " + i + " in table for 'concat'");
            }
            append(joined, Numbers.text(value));
            if (i < to) {
                append(joined, separator);
            }
            machine.tick();
        }
        byte[] bytes = joined.toByteArray();
        machine.text(bytes.length);
        return LuaString.valueUsing(bytes, 0, bytes.length);
    }

    private void append(ByteArrayOutputStream joined, LuaString text) {
        machine.requireText((long) joined.size() + text.m_length);
        joined.write(text.m_bytes, text.m_offset, text.m_length);
    }

    /** Sorts by merging, so that equals keep their order and an order that contradicts itself does no harm. */
    private Varargs sort(Args args) {
        Table table = args.table(1);
        table.requireOpen();
        LuaValue before = args.isNil(2) ? LuaValue.NIL : args.function(2);
        int count = table.rawlen();
        LuaValue[] values = new LuaValue[count];
        for (int i = 0; i < count; i++) {
            values[i] = table.rawget(i + 1);
        }
        LuaValue[] sorted = sorted(values, before);
        for (int i = 0; i < count; i++) {
            table.rawset(LuaInteger.valueOf(i + 1), sorted[i]);
        }
        return LuaValue.NONE;
    }

    private LuaValue[] sorted(LuaValue[] values, LuaValue before) {
        int count = values.length;
        for (int from = 0; from < count; from += RUN) {
            insertionSort(values, from, Math.min(count, from + RUN), before);
        }
        LuaValue[] source = values;
        LuaValue[] target = new LuaValue[count];
        for (int width = RUN; width < count; width *= 2) {
            for (int from = 0; from < count; from += 2 * width) {
                merge(source, target, from, Math.min(count, from + width), Math.min(count, from + 2 * width), before);
            }
            LuaValue[] swap = source;
            source = target;
            target = swap;
        }
        return source;
    }

    private void insertionSort(LuaValue[] values, int from, int to, LuaValue before) {
        for (int i = from + 1; i < to; i++) {
            LuaValue value = values[i];
            int at = i;
            while (at > from && isBefore(value, values[at - 1], before)) {
                values[at] = values[at - 1];
                at--;
            }
            values[at] = value;
        }
    }

    private void merge(LuaValue[] source, LuaValue[] target, int from, int middle, int to, LuaValue before) {
        int left = from;
        int right = middle;
        for (int i = from; i < to; i++) {
            boolean takeRight = left >= middle || (right < to && isBefore(source[right], source[left], before));
            target[i] = source[takeRight ? right++ : left++];
        }
    }

    private boolean isBefore(LuaValue a, LuaValue b, LuaValue before) {
        machine.tick();
        return before.isnil() ? Ops.less(a, b) : before.call(a, b).toboolean();
    }
}

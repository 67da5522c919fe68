package io.ledgerstone.lua.data;

import io.ledgerstone.ledger.entry.Value;
import io.ledgerstone.lua.runtime.Machine;
import io.ledgerstone.lua.runtime.Numbers;
import io.ledgerstone.lua.runtime.Table;
import io.ledgerstone.lua.runtime.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaBoolean;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * Plain data: Lua values that are nothing but nil, booleans, numbers, UTF-8 texts and tables of them. What is none is refused with
 * an error that names it by its path, such as {@code state.players.Bob}.
 */
public final class Plain {
    /** Tables inside one another. */
    public static final int DEPTH_MAX = 64;

    private static final double WHOLE_MAX = 0x1p53;

    private Plain() {}

    /** Where a value is: its table's place and its key there. */
    private record Path(
            @Nullable Path parent, String name, @Nullable LuaValue key) {
        @Override
        public String toString() {
            if (parent == null || key == null) {
                return name;
            }
            if (!(key instanceof LuaString text)) {
                return parent + "[" + (key instanceof LuaNumber ? Numbers.format(key.todouble()) : key.typename())
                        + "]";
            }
            String plain = Texts.java(text);
            boolean simple = plain.matches("[A-Za-z_][A-Za-z0-9_]*");
            return parent + (simple ? "." + plain : "[\"" + plain + "\"]");
        }

        Path at(LuaValue inner) {
            return new Path(this, "", inner);
        }
    }

    /**
     * The value of a Lua value: a table whose keys are exactly 1 to n is a list, whole numbers among other keys become their
     * decimal texts.
     *
     * @param name what to call it in errors, such as {@code state}
     */
    public static Value value(LuaValue value, String name) {
        return value(value, new Path(null, name, null), 1);
    }

    private static Value value(LuaValue value, Path path, int depth) {
        return switch (value) {
            case LuaString text -> new Value.Text(text(text, path));
            case LuaNumber number -> new Value.Num(number.todouble());
            case LuaBoolean bool -> new Value.Bool(bool.v);
            case Table table -> {
                requirePlain(table, path, depth);
                yield table.isList() ? list(table, path, depth) : map(table, path, depth);
            }
            default -> {
                if (value.isnil()) {
                    yield Value.NIL;
                }
                throw new LuaError(path + " is a " + value.typename()
                        + "; only numbers, texts, booleans and tables of them can be kept");
            }
        };
    }

    private static String text(LuaString text, Path path) {
        String exact = Texts.exact(text);
        if (exact == null) {
            throw new LuaError(path + " is a text that is not valid UTF-8; was it cut in the middle of a letter?");
        }
        return exact;
    }

    private static void requirePlain(Table table, Path path, int depth) {
        if (depth > DEPTH_MAX) {
            throw new LuaError("tables are nested deeper than " + DEPTH_MAX + ", at " + shortened(path)
                    + "; does a table hold itself?");
        }
        if (table instanceof EntryTable) {
            throw new LuaError(path + " is an entry; keep the fields you need, or e.fields for all of them");
        }
        if (table.getmetatable() != null) {
            throw new LuaError(path + " has a metatable; only plain tables can be kept");
        }
    }

    private static String shortened(Path path) {
        String text = path.toString();
        return text.length() > 80 ? text.substring(0, 80) + "..." : text;
    }

    private static Value list(Table table, Path path, int depth) {
        List<Value> values = new ArrayList<>(table.rawlen());
        table.forEach((key, value) -> values.add(inner(value, path, key, depth)));
        return new Value.Sequence(values);
    }

    private static Value map(Table table, Path path, int depth) {
        Map<String, Value> values = LinkedHashMap.newLinkedHashMap(table.count());
        table.forEach((key, value) -> {
            String name = name(key, path);
            if (values.put(name, inner(value, path, key, depth)) != null) {
                throw new LuaError(path + " has both the number " + name + " and the text \"" + name
                        + "\" as keys, which are the same once written down");
            }
        });
        return new Value.Mapping(values);
    }

    private static Value inner(LuaValue value, Path path, LuaValue key, int depth) {
        return value instanceof LuaNumber number
                ? new Value.Num(number.todouble())
                : value(value, path.at(key), depth + 1);
    }

    private static String name(LuaValue key, Path path) {
        if (key instanceof LuaString text) {
            return text(text, path);
        }
        if (key instanceof LuaNumber number) {
            double whole = number.todouble();
            if (whole == Math.rint(whole) && Math.abs(whole) <= WHOLE_MAX) {
                return Long.toString((long) whole);
            }
        }
        throw new LuaError(path.at(key) + " has a key that is neither a text nor a whole number");
    }

    /** A value as Lua data that a script may change. */
    public static LuaValue lua(Value value, Machine machine) {
        return switch (value) {
            case Value.Nil nil -> LuaValue.NIL;
            case Value.Bool bool -> LuaValue.valueOf(bool.value());
            case Value.Num number -> LuaValue.valueOf(number.value());
            case Value.Text text -> Texts.lua(text.value());
            case Value.Sequence list -> {
                Table table = new Table(machine);
                int i = 0;
                for (Value element : list.values()) {
                    table.rawset(++i, lua(element, machine));
                }
                yield table;
            }
            case Value.Mapping map -> {
                Table table = new Table(machine);
                map.values().forEach((name, element) -> table.rawset(Texts.lua(name), lua(element, machine)));
                yield table;
            }
        };
    }

    /** A copy of plain data that nobody can change; whoever tries is told the reason. */
    public static Table closedCopy(Table original, Machine machine, String name, String reason) {
        return closedCopy(original, machine, reason, new Path(null, name, null), 1);
    }

    private static Table closedCopy(Table original, Machine machine, String reason, Path path, int depth) {
        requirePlain(original, path, depth);
        Table copy = new Table(machine);
        original.forEach((key, value) -> {
            LuaValue inner = switch (value) {
                case Table table -> closedCopy(table, machine, reason, path.at(key), depth + 1);
                case LuaNumber number -> number;
                case LuaString text -> text;
                default -> {
                    value(value, path.at(key), depth);
                    yield value;
                }
            };
            copy.rawset(key, inner);
        });
        copy.close(reason);
        return copy;
    }
}

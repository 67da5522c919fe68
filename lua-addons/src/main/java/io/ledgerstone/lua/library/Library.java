package io.ledgerstone.lua.library;

import io.ledgerstone.lua.runtime.Machine;
import io.ledgerstone.lua.runtime.Table;
import java.util.Map;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Fills an addon's globals with everything that is not the host's. */
public final class Library {
    private static final Map<String, String> STRING_ALIASES = Map.ofEntries(
            Map.entry("strlen", "len"),
            Map.entry("strsub", "sub"),
            Map.entry("strlower", "lower"),
            Map.entry("strupper", "upper"),
            Map.entry("strrep", "rep"),
            Map.entry("strrev", "reverse"),
            Map.entry("strbyte", "byte"),
            Map.entry("strchar", "char"),
            Map.entry("strfind", "find"),
            Map.entry("strmatch", "match"),
            Map.entry("gmatch", "gmatch"),
            Map.entry("gsub", "gsub"),
            Map.entry("format", "format"),
            Map.entry("strsplit", "split"),
            Map.entry("strjoin", "join"),
            Map.entry("strtrim", "trim"));

    private static final Map<String, String> TABLE_ALIASES =
            Map.of("tinsert", "insert", "tremove", "remove", "sort", "sort", "getn", "getn", "wipe", "wipe");

    private static final Map<String, String> MATH_ALIASES = Map.of(
            "abs", "abs", "ceil", "ceil", "floor", "floor", "max", "max", "min", "min", "mod", "fmod", "sqrt", "sqrt");

    private Library() {}

    /** Defines the library in these globals; {@code ("text"):name()} finds its functions too. */
    public static void define(Machine machine, Table globals) {
        BasicFunctions.define(machine, globals);
        Table strings = StringFunctions.library(machine);
        machine.strings(strings);
        put(globals, "string", strings, STRING_ALIASES);
        put(globals, "table", TableFunctions.library(machine), TABLE_ALIASES);
        put(globals, "math", MathFunctions.math(machine), MATH_ALIASES);
        put(globals, "bit", MathFunctions.bit(machine), Map.of());
        DateFunctions.define(machine, globals);
    }

    private static void put(Table globals, String name, Table library, Map<String, String> aliases) {
        globals.rawset(LuaString.valueOf(name), library);
        aliases.forEach((alias, original) -> {
            LuaValue function = library.rawget(LuaString.valueOf(original));
            globals.rawset(LuaString.valueOf(alias), function);
        });
    }
}

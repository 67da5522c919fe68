package io.ledgerstone.host.savedvariables;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an item of a table is under.
 *
 * @param name the key as plain data knows it: a text, or an integer in decimal
 * @param whole whether it was an integer
 * @param fault set if plain data has no such keys
 */
record TableKey(String name, boolean whole, @Nullable Fault fault) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    static TableKey named(String name) {
        return new TableKey(name, false, null);
    }

    static TableKey position(long index) {
        return new TableKey(Long.toString(index), true, null);
    }

    /** The key as it stands in a path: {@code .ledger}, {@code ["cata alliance"]} or {@code [578]}. */
    String inPath() {
        if (whole) {
            return "[" + name + "]";
        }
        if (NAME.matcher(name).matches()) {
            return "." + name;
        }
        return "[\"" + name.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"]";
    }
}

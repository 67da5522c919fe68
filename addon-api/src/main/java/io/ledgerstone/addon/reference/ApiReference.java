package io.ledgerstone.addon.reference;

import io.ledgerstone.addon.EntryProperty;
import io.ledgerstone.addon.HostFunction;
import io.ledgerstone.addon.HostFunction.Owner;
import io.ledgerstone.addon.HostFunction.Parameter;
import io.ledgerstone.addon.HostFunction.Shape;
import java.util.List;
import java.util.stream.Collectors;

/** Everything an addon can call, as a page to read. */
public final class ApiReference {
    private ApiReference() {}

    /** The functions of an owner, in order. */
    static List<HostFunction> of(Owner owner) {
        return HostFunction.ALL.stream()
                .filter(function -> function.owner() == owner)
                .toList();
    }

    /** The page in Markdown. */
    public static String markdown() {
        StringBuilder page = new StringBuilder("""
                # What an addon can call

                Made from `HostFunction` and `EntryProperty` in `addon-api`; change it there. The names are the same in Lua and in
                JavaScript. Lua calls methods with a colon, `guild:on(...)`, JavaScript with a dot, `guild.on(...)`.

                Plain data is nil (null, undefined), booleans, numbers, texts, lists and maps, at most 64 inside one another in a
                state and 16 in an entry. States, fields and results are made of nothing else. A Lua table whose keys are exactly 1 to n is a list; an empty list and
                an empty map are the same; a number as a key counts as its decimal text; a nil is an absent value.
                """);
        section(page, "Global functions", "", Owner.GLOBAL);
        section(page, "A ledger", "guild", Owner.LEDGER);
        page.append("""

                ## An entry

                What a handler gets as `e`. It is read-only. Its fields are there by name; a field with a name of this table is in
                `e.fields` only.

                | property | what it is | |
                |---|---|---|
                """);
        EntryProperty.ALL.forEach(property -> page.append("| `e.")
                .append(property.name())
                .append("` | ")
                .append(property.shape().words())
                .append(" | ")
                .append(property.doc())
                .append(" |\n"));
        section(page, "A test", "t", Owner.TEST);
        return page.toString();
    }

    private static void section(StringBuilder page, String title, String object, Owner owner) {
        page.append("\n## ").append(title).append('\n');
        for (HostFunction function : of(owner)) {
            page.append("\n### `")
                    .append(object.isEmpty() ? "" : object + ".")
                    .append(signature(function))
                    .append("`\n\n")
                    .append(function.doc())
                    .append("\n\n");
            for (Parameter parameter : function.parameters()) {
                page.append("- `")
                        .append(parameter.name())
                        .append("`: ")
                        .append(parameter.shape().words())
                        .append(parameter.optional() ? " (may be left out)" : "")
                        .append('\n');
            }
            if (function.result() != Shape.NOTHING) {
                page.append("- returns ").append(function.result().words()).append('\n');
            }
            page.append("- may be called ")
                    .append(function.permission().words())
                    .append('\n');
        }
    }

    private static String signature(HostFunction function) {
        return function.name()
                + function.parameters().stream()
                        .map(parameter -> parameter.optional() ? "[" + parameter.name() + "]" : parameter.name())
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}

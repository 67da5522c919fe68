package io.ledgerstone.host.savedvariables;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.Value;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes entries as one table of a SavedVariables file, so that reading it gives the same entries again.
 *
 * <p>Call {@link #begin}, then {@link #row} for every entry, then {@link #end}. For one thread.
 */
public final class SavedVariablesWriter {
    /** How game clients lay such files out. */
    public enum Style {
        /** No indentation and no comments, as today's clients write. */
        FLAT,
        /** Tabs, and a comment with its number after every item of a list, as older clients wrote. */
        INDENTED
    }

    /** The largest integer that doubles count exactly, in decimal. */
    private static final int WHOLE_DIGITS_MAX = 15;

    private final Appendable out;
    private final Style style;
    private int depth;
    private long rows;

    /** A writer to a text that is UTF-8 in the end. */
    public SavedVariablesWriter(Appendable out, Style style) {
        this.out = out;
        this.style = style;
    }

    /** Why this format cannot hold an entry, or null if it can. */
    public static @Nullable String refusal(Entry entry) {
        Map<String, Value> fields = entry.fields().toMapping().values();
        for (String name : fields.keySet()) {
            if (RowFields.isOfKey(name)) {
                return "its field '" + name + "' has a name that rows keep for the key";
            }
        }
        return fields.values().stream().allMatch(SavedVariablesWriter::canHold)
                ? null
                : "it has a list with a nil inside, which Lua's tables do not keep";
    }

    private static boolean canHold(Value value) {
        return switch (value) {
            case Value.Sequence list ->
                list.values().stream().allMatch(item -> !(item instanceof Value.Nil) && canHold(item));
            case Value.Mapping map -> map.values().values().stream().allMatch(SavedVariablesWriter::canHold);
            default -> true;
        };
    }

    /**
     * Begins the table of the rows.
     *
     * @param variable the global variable
     * @param tables the names of the tables inside one another, the last one being that of the rows
     */
    public void begin(String variable, List<String> tables) throws IOException {
        out.append('\n').append(variable).append(" = {\n");
        depth = 1;
        for (String table : tables) {
            indent();
            key(table);
            out.append("{\n");
            depth++;
        }
    }

    /** Writes an entry, which must have no {@link #refusal}. */
    public void row(Entry entry, KeyLayout layout) throws IOException {
        indent();
        out.append("{\n");
        depth++;
        number(RowFields.CREATOR, entry.key().creator());
        number(RowFields.COUNTER, entry.key().counter());
        number(RowFields.TIME, entry.key().time());
        named(RowFields.TYPE, new Value.Text(entry.type()));
        if (layout == KeyLayout.CROSS_REALM) {
            number(RowFields.REALM, entry.key().realm());
        }
        for (Map.Entry<String, Value> field :
                entry.fields().toMapping().values().entrySet()) {
            named(field.getKey(), field.getValue());
        }
        depth--;
        indent();
        out.append('}');
        endItem(++rows);
    }

    /** Ends all tables. */
    public void end() throws IOException {
        while (--depth > 0) {
            indent();
            out.append("},\n");
        }
        out.append("}\n");
    }

    private void number(String name, long value) throws IOException {
        named(name, new Value.Num(value));
    }

    private void named(String name, Value value) throws IOException {
        indent();
        key(name);
        value(value);
        out.append(",\n");
    }

    private void key(String name) throws IOException {
        out.append('[');
        text(name);
        out.append("] = ");
    }

    private void value(Value value) throws IOException {
        switch (value) {
            case Value.Nil nil -> out.append("nil");
            case Value.Bool bool -> out.append(bool.value() ? "true" : "false");
            case Value.Num number -> out.append(numeral(number.value()));
            case Value.Text text -> text(text.value());
            case Value.Sequence list -> list(list.values());
            case Value.Mapping map -> map(map.values());
        }
    }

    private void list(List<Value> values) throws IOException {
        beginTable();
        for (int i = 0; i < values.size(); i++) {
            indent();
            value(values.get(i));
            endItem(i + 1);
        }
        endTable();
    }

    private void endItem(long number) throws IOException {
        out.append(style == Style.FLAT ? ",\n" : ", -- [" + number + "]\n");
    }

    /** Integer keys are numbers again, as the addon that wrote them had them; as texts only where that would make a list. */
    private void map(Map<String, Value> values) throws IOException {
        boolean wouldBeList = true;
        for (int i = 1; i <= values.size() && wouldBeList; i++) {
            wouldBeList = values.containsKey(Integer.toString(i));
        }
        beginTable();
        for (Map.Entry<String, Value> item : values.entrySet()) {
            indent();
            if (!wouldBeList && isWhole(item.getKey())) {
                out.append('[').append(item.getKey()).append("] = ");
            } else {
                key(item.getKey());
            }
            value(item.getValue());
            out.append(",\n");
        }
        endTable();
    }

    private static boolean isWhole(String key) {
        int from = key.startsWith("-") ? 1 : 0;
        int digits = key.length() - from;
        return digits >= 1
                && digits <= WHOLE_DIGITS_MAX
                && key.chars().skip(from).allMatch(Scanner::isDigit)
                && (key.charAt(from) != '0' || key.equals("0"));
    }

    private void beginTable() throws IOException {
        out.append("{\n");
        depth++;
    }

    private void endTable() throws IOException {
        depth--;
        indent();
        out.append('}');
    }

    private void indent() throws IOException {
        for (int i = 0; style == Style.INDENTED && i < depth; i++) {
            out.append('\t');
        }
    }

    private static String numeral(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        return Double.toString(value);
    }

    private void text(String text) throws IOException {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case 0 -> out.append("\\000");
                default -> out.append(c);
            }
        }
        out.append('"');
    }
}

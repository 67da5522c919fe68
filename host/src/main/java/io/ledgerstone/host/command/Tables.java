package io.ledgerstone.host.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Data as tables for the eye: numbers rounded to two decimals, times as dates. Exact values are in the JSON. */
final class Tables {
    private static final int CELL_CHARACTERS_MAX = 60;
    private static final int COLUMN_GAP = 2;
    private static final double WHOLE_MAX = 1e15;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private Tables() {}

    /** Whether data is a list of rows that a table can show. */
    static boolean canShow(JsonNode data) {
        if (!data.isArray() || data.isEmpty()) {
            return false;
        }
        for (JsonNode row : data) {
            if (!row.isObject()) {
                return false;
            }
        }
        return true;
    }

    /** Rows with a column for every name that occurs, in order of occurrence. */
    static String of(JsonNode rows) {
        Set<String> names = new LinkedHashSet<>();
        rows.forEach(row -> row.fieldNames().forEachRemaining(names::add));
        return of(rows, List.copyOf(names));
    }

    /** Rows with these columns; a column without a single value is left out. */
    static String of(Iterable<JsonNode> rows, List<String> names) {
        List<Column> columns = new ArrayList<>();
        List<List<String>> cells = new ArrayList<>();
        for (String name : names) {
            List<JsonNode> values = new ArrayList<>();
            rows.forEach(row -> values.add(row.path(name)));
            if (values.stream().allMatch(Tables::isNothing)) {
                continue;
            }
            boolean numbers = !isTime(name) && values.stream().allMatch(value -> value.isNumber() || isNothing(value));
            boolean fractions = numbers && values.stream().anyMatch(value -> !isWhole(value.asDouble()));
            HorizontalAlign align = numbers ? HorizontalAlign.RIGHT : HorizontalAlign.LEFT;
            columns.add(new Column()
                    .header(name)
                    .headerAlign(align)
                    .dataAlign(align)
                    .maxWidth(CELL_CHARACTERS_MAX + COLUMN_GAP));
            cells.add(values.stream().map(value -> cell(name, value, fractions)).toList());
        }
        int count = cells.isEmpty() ? 0 : cells.getFirst().size();
        String[][] lines = new String[count][cells.size()];
        for (int row = 0; row < count; row++) {
            for (int column = 0; column < cells.size(); column++) {
                lines[row][column] = cells.get(column).get(row);
            }
        }
        return AsciiTable.getTable(AsciiTable.NO_BORDERS, columns.toArray(Column[]::new), lines)
                .lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"));
    }

    private static boolean isNothing(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static boolean isTime(String name) {
        return name.equals("time");
    }

    private static boolean isWhole(double value) {
        return value == Math.rint(value) && Math.abs(value) < WHOLE_MAX;
    }

    private static String cell(String name, JsonNode value, boolean fractions) {
        if (isNothing(value)) {
            return "";
        }
        if (value.isNumber()) {
            return isTime(name)
                    ? time(value.asLong())
                    : fractions ? String.format(Locale.ROOT, "%.2f", value.asDouble()) : number(value.asDouble());
        }
        String text = value.isTextual() ? value.textValue() : value.toString();
        String line = text.replace('\n', ' ');
        return line.length() <= CELL_CHARACTERS_MAX ? line : line.substring(0, CELL_CHARACTERS_MAX - 3) + "...";
    }

    private static String time(long seconds) {
        return Instant.ofEpochSecond(seconds).atOffset(ZoneOffset.UTC).format(TIME);
    }

    private static String number(double value) {
        return isWhole(value) ? Long.toString((long) value) : Double.toString(value);
    }
}

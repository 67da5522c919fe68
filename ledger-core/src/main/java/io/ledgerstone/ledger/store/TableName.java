package io.ledgerstone.ledger.store;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a week's table.
 *
 * @param week the week's number
 * @param generation which one of that week it is; the highest that is not damaged counts
 */
record TableName(int week, long generation) {
    private static final Pattern PATTERN = Pattern.compile("w-(\\d{1,6})-(\\d{1,18})\\.stm");

    static Optional<TableName> parse(String text) {
        Matcher parts = PATTERN.matcher(text);
        return parts.matches()
                ? Optional.of(new TableName(Integer.parseInt(parts.group(1)), Long.parseLong(parts.group(2))))
                : Optional.empty();
    }

    String text() {
        return "w-" + week + "-" + generation + ".stm";
    }
}

package io.ledgerstone.host.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose entries of a ledger. */
final class QueryOptions {
    @Option(
            names = "--from",
            paramLabel = "WHEN",
            description = "From here on: a date (2024-01-31), unix seconds, or a key.")
    @Nullable String from;

    @Option(names = "--to", paramLabel = "WHEN", description = "Before here: a date, unix seconds, or a key.")
    @Nullable String to;

    @Option(names = "--week", paramLabel = "NUMBER", description = "One week only; see 'weeks'.")
    @Nullable Integer week;

    @Option(names = "--type", paramLabel = "TYPE", description = "One type only; may be given several times.")
    List<String> types = new ArrayList<>();

    void putInto(ObjectNode parameters) {
        if (from != null) {
            parameters.put("from", from);
        }
        if (to != null) {
            parameters.put("to", to);
        }
        if (week != null) {
            parameters.put("week", week);
        }
        ArrayNode wanted = parameters.putArray("types");
        types.forEach(wanted::add);
    }
}

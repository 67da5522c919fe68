package io.ledgerstone.host.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows entries. */
@Command(name = "entries", description = "Show entries of a ledger, in ledger order.")
final class EntriesCommand extends HostCommand {
    @Parameters(paramLabel = "LEDGER")
    String ledger;

    @Mixin
    QueryOptions query;

    @Option(
            names = "--limit",
            paramLabel = "COUNT",
            description = "How many at most. Default: 50.",
            defaultValue = "50")
    int limit;

    @Option(names = "--tail", description = "The last ones instead of the first.")
    boolean tail;

    @Override
    int perform(HostSession host, Output output) {
        ObjectNode parameters =
                parameters().put("ledger", ledger).put("limit", limit).put("tail", tail);
        query.putInto(parameters);
        ObjectNode result = host.perform("entries", parameters);
        if (output.isJson()) {
            output.json(result);
            return ExitCode.DONE;
        }
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        for (JsonNode entry : result.path("entries")) {
            rows.addObject()
                    .put("time", entry.path("time").asLong())
                    .put("key", entry.path("key").asText())
                    .put("type", entry.path("type").asText())
                    .put("fields", entry.path("fields").toString());
        }
        if (rows.isEmpty()) {
            output.remark("No entries there.");
        } else {
            output.line(Tables.of(rows));
        }
        if (result.path("more").asBoolean()) {
            output.remark(Output.text("There are more %s these; --limit shows them.", tail ? "before" : "after"));
        }
        return ExitCode.DONE;
    }
}

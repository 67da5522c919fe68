package io.ledgerstone.host.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Appends an entry of this host. */
@Command(
        name = "append",
        description = "Append an entry of this host to a ledger, and wait until it is on disk.",
        footer = {"", "Example: ledgerstone append guild award player=Bob amount=10"})
final class AppendCommand extends HostCommand {
    @Parameters(index = "0", paramLabel = "LEDGER", description = "The ledger; it is made if there is none.")
    String ledger;

    @Parameters(index = "1", paramLabel = "TYPE", description = "The entry's type, such as award.")
    String type;

    @Parameters(
            index = "2..*",
            paramLabel = "NAME=VALUE",
            description =
                    "Fields. true, false, numbers and what begins with [ { or \" are read as JSON, all else is text.")
    List<String> fields = new ArrayList<>();

    @Option(names = "--fields", paramLabel = "JSON", description = "All fields as one JSON object.")
    @Nullable String json;

    @Override
    int perform(HostSession host, Output output) {
        ObjectNode all = FieldText.parse(fields);
        if (json != null) {
            JsonNode more = FieldText.json(json);
            if (more instanceof ObjectNode object) {
                all.setAll(object);
            } else {
                all = parameters();
                output.remark("--fields wants a JSON object, such as '{\"player\": \"Bob\"}'");
                return ExitCode.USAGE;
            }
        }
        ObjectNode parameters = parameters().put("ledger", ledger).put("type", type);
        parameters.set("fields", all);
        ObjectNode result = host.perform("append", parameters);
        if (output.isJson()) {
            output.json(result);
        } else {
            output.line(
                    Output.text("%s in %s: %s", type, ledger, result.path("key").asText()));
        }
        return ExitCode.DONE;
    }
}

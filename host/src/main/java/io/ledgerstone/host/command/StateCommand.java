package io.ledgerstone.host.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows an addon's state. */
@Command(
        name = "state",
        description = "Show the state that an addon built, or a part of it.",
        footer = {"", "Example: ledgerstone state Hello points Bob"})
final class StateCommand extends HostCommand {
    @Parameters(index = "0", paramLabel = "ADDON")
    String addon;

    @Parameters(
            index = "1..*",
            paramLabel = "PATH",
            description = "Names on the way to a part; positions of lists count from 1.")
    List<String> path = new ArrayList<>();

    @Option(names = "--ledger", paramLabel = "NAME", description = "Which ledger's state. Default: the addon's first.")
    @Nullable String ledger;

    @Override
    int perform(HostSession host, Output output) {
        ObjectNode parameters = parameters().put("addon", addon);
        ArrayNode names = parameters.putArray("path");
        path.forEach(names::add);
        if (ledger != null) {
            parameters.put("ledger", ledger);
        }
        ObjectNode result = host.perform("state", parameters);
        int code = AnswerPrinter.print(result, "state", output);
        output.remark("digest " + result.path("digest").asText());
        return code;
    }
}

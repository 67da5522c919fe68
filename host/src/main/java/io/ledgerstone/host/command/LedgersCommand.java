package io.ledgerstone.host.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import picocli.CommandLine.Command;

/** Shows all ledgers. */
@Command(name = "ledgers", description = "Show all ledgers of the data folder and how they are.")
final class LedgersCommand extends HostCommand {
    @Override
    int perform(HostSession host, Output output) {
        ObjectNode result = host.perform("ledgers", parameters());
        boolean right = true;
        for (JsonNode ledger : result.path("ledgers")) {
            right &= ledger.path("problems").isEmpty();
        }
        if (output.isJson()) {
            output.json(result);
        } else if (result.path("ledgers").isEmpty()) {
            output.remark("There are no ledgers yet; import or append something.");
        } else {
            output.line(Tables.of(
                    result.path("ledgers"),
                    List.of("name", "layout", "entries", "shadowed", "weeks", "stateHash", "newest")));
            for (JsonNode ledger : result.path("ledgers")) {
                ledger.path("problems")
                        .forEach(problem -> output.line(ledger.path("name").asText() + ": " + problem.asText()));
            }
        }
        return right ? ExitCode.DONE : ExitCode.NOT_RIGHT;
    }
}

package io.ledgerstone.host.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows weeks and what hosts compare about them. */
@Command(
        name = "weeks",
        description =
                "Show a ledger's weeks: count and hash as LibEventSourcing has them, and the digest over all content.")
final class WeeksCommand extends HostCommand {
    @Parameters(paramLabel = "LEDGER")
    String ledger;

    @Override
    int perform(HostSession host, Output output) {
        ObjectNode result = host.perform("weeks", parameters().put("ledger", ledger));
        if (output.isJson()) {
            output.json(result);
        } else if (result.path("weeks").isEmpty()) {
            output.remark("The ledger is empty.");
        } else {
            output.line(Tables.of(result.path("weeks")));
        }
        return ExitCode.DONE;
    }
}

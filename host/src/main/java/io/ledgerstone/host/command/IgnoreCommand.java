package io.ledgerstone.host.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Appends an ignore entry. */
@Command(
        name = "ignore",
        description =
                "Cancel an entry by an ignore entry; ignore that one to bring the first back. Nothing is ever deleted.")
final class IgnoreCommand extends HostCommand {
    @Parameters(index = "0", paramLabel = "LEDGER")
    String ledger;

    @Parameters(index = "1", paramLabel = "KEY", description = "The key of the entry, as 'entries' shows it.")
    String key;

    @Override
    int perform(HostSession host, Output output) {
        ObjectNode result =
                host.perform("ignore", parameters().put("ledger", ledger).put("key", key));
        if (output.isJson()) {
            output.json(result);
        } else {
            output.line(Output.text(
                    "%s is ignored in %s by %s", key, ledger, result.path("key").asText()));
        }
        return ExitCode.DONE;
    }
}

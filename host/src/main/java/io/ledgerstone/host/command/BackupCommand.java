package io.ledgerstone.host.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Copies all ledgers to one file. */
@Command(
        name = "backup",
        description = "Copy all ledgers to one file while the host goes on working, and check the copy.")
final class BackupCommand extends HostCommand {
    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "Where to. Default: a new file in the data folder's 'backups'.")
    @Nullable Path file;

    @Override
    int perform(HostSession host, Output output) {
        ObjectNode parameters = parameters();
        if (file != null) {
            parameters.put("file", file.toAbsolutePath().normalize().toString());
        }
        ObjectNode result = host.perform("backup", parameters);
        if (output.isJson()) {
            output.json(result);
        } else {
            output.line(
                    result.path("file").asText() + ", " + result.path("bytes").asLong() + " bytes, checked");
            for (JsonNode ledger : result.path("ledgers")) {
                output.line(Output.text(
                        "  %s: %d entries",
                        ledger.path("name").asText(), ledger.path("entries").asLong()));
            }
        }
        for (JsonNode ledger : result.path("missing")) {
            output.remark("THE COPY LACKS THE LEDGER " + ledger.path("name").asText() + ", which cannot be opened: "
                    + ledger.path("problems").path(0).asText());
        }
        return result.path("missing").isEmpty() ? ExitCode.DONE : ExitCode.NOT_RIGHT;
    }
}

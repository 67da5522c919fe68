package io.ledgerstone.host.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings the entries of a SavedVariables file into a ledger. */
@Command(
        name = "import",
        description =
                "Bring the entries of a SavedVariables file into a ledger. Nothing is imported twice, and a copy of all"
                        + " ledgers is made before.")
final class ImportCommand extends HostCommand {
    @Parameters(paramLabel = "FILE", description = "A SavedVariables file of a game client.")
    Path file;

    @Mixin
    WrittenLedgerOption written;

    @Option(
            names = "--table",
            paramLabel = "PATH",
            description =
                    "Which table of the file, if several have entries, such as 'CLM2_DB[\"cata alliance realm guild\"].ledger'.")
    @Nullable String table;

    @Option(names = "--no-backup", description = "Make no copy before.")
    boolean noBackup;

    @Override
    int perform(HostSession host, Output output) {
        ObjectNode parameters = parameters()
                .put("file", file.toAbsolutePath().normalize().toString())
                .put("ledger", ledger(written.ledger))
                .put("noBackup", noBackup);
        if (table != null) {
            parameters.put("table", table);
        }
        ObjectNode result = host.perform("import", parameters);
        if (output.isJson()) {
            output.json(result);
        } else {
            print(result, output);
        }
        boolean right = result.path("whole").asBoolean()
                && result.path("refused").isEmpty()
                && result.path("equivocal").asLong() == 0;
        return right ? ExitCode.DONE : ExitCode.NOT_RIGHT;
    }

    private static void print(ObjectNode result, Output output) {
        output.line(Output.text(
                "%s: %d rows in %s",
                result.path("ledger").asText(),
                result.path("rows").asLong(),
                result.path("table").asText()));
        output.line(Output.text(
                "  added %d, known %d, equivocal %d, refused %d",
                result.path("added").asLong(),
                result.path("known").asLong(),
                result.path("equivocal").asLong(),
                sum(result.path("refused"))));
        if (result.path("equivocal").asLong() > 0) {
            output.line(
                    "  equivocal: the ledger has other entries with these keys. Both are kept, the one with the lower id"
                            + " counts.");
        }
        result.path("refused")
                .properties()
                .forEach(reason -> output.line("  refused for " + reason.getKey() + ": " + reason.getValue()));
        for (JsonNode row : result.path("refusedRows")) {
            output.line(Output.text(
                    "    line %d, row %s: %s",
                    row.path("line").asLong(),
                    row.path("item").asText(),
                    row.path("message").asText()));
        }
        if (!result.path("whole").asBoolean()) {
            output.line(Output.text(
                    "  The file is damaged: %d rows were cut, all others were kept.",
                    result.path("rowsCut").asLong()));
            for (JsonNode damage : result.path("damages")) {
                output.line(Output.text(
                        "    line %d, column %d%s: %s",
                        damage.path("line").asLong(),
                        damage.path("column").asLong(),
                        damage.path("path").asText().isEmpty()
                                ? ""
                                : ", in " + damage.path("path").asText(),
                        damage.path("message").asText()));
            }
        }
        if (result.path("backup").isTextual()) {
            output.line("  copy made before: " + result.path("backup").asText());
        }
    }

    private static long sum(JsonNode counts) {
        long sum = 0;
        for (JsonNode count : counts) {
            sum += count.asLong();
        }
        return sum;
    }
}

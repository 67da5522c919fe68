package io.ledgerstone.host.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes entries to a file. */
@Command(
        name = "export",
        description =
                "Write a ledger's entries to a file: as a SavedVariables file that game clients and 'import' read, or as"
                        + " lines of JSON.")
final class ExportCommand extends HostCommand {
    @Parameters(index = "0", paramLabel = "LEDGER")
    String ledger;

    @Parameters(index = "1", paramLabel = "FILE", description = "Where to; a file that is there is replaced.")
    Path file;

    @Option(names = "--format", paramLabel = "FORMAT", description = "savedvariables (default) or jsonl.")
    String format = "savedvariables";

    @Option(
            names = "--variable",
            paramLabel = "NAME",
            description = "The global variable of a SavedVariables file. Default: LEDGERSTONE_DB.")
    String variable = "LEDGERSTONE_DB";

    @Option(
            names = "--database",
            paramLabel = "NAME",
            description = "The table in that variable whose 'ledger' holds the rows. Default: the ledger's name.")
    @Nullable String database;

    @Option(names = "--indented", description = "Lay a SavedVariables file out with tabs, as older clients did.")
    boolean indented;

    @Mixin
    QueryOptions query;

    @Override
    int perform(HostSession host, Output output) {
        ObjectNode parameters = parameters()
                .put("ledger", ledger)
                .put("file", file.toAbsolutePath().normalize().toString())
                .put("format", format)
                .put("variable", variable)
                .put("indented", indented);
        if (database != null) {
            parameters.put("database", database);
        }
        query.putInto(parameters);
        ObjectNode result = host.perform("export", parameters);
        long leftOut = result.path("leftOutCount").asLong();
        if (output.isJson()) {
            output.json(result);
        } else {
            output.line(Output.text(
                    "%d entries of %s are in %s",
                    result.path("entries").asLong(), ledger, result.path("file").asText()));
            if (leftOut > 0) {
                output.line(leftOut + " entries cannot be written in this format; --format jsonl takes all:");
                for (JsonNode entry : result.path("leftOut")) {
                    output.line("  " + entry.asText());
                }
            }
        }
        return leftOut == 0 ? ExitCode.DONE : ExitCode.NOT_RIGHT;
    }
}

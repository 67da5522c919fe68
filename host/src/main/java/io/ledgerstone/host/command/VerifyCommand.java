package io.ledgerstone.host.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;

/** Checks everything. */
@Command(
        name = "verify",
        description =
                "Read everything once more: journal, tables, ids and hashes of each ledger; and replay every addon a second"
                        + " time, which must give the same state.")
final class VerifyCommand extends HostCommand {
    @Override
    int perform(HostSession host, Output output) {
        ObjectNode result = host.perform("verify", parameters());
        if (output.isJson()) {
            output.json(result);
        } else {
            for (JsonNode ledger : result.path("ledgers")) {
                output.line(Output.text(
                        "%s: %d entries in %d weeks, %s",
                        ledger.path("name").asText(),
                        ledger.path("entries").asLong(),
                        ledger.path("weeks").asLong(),
                        ledger.path("problems").isEmpty() ? "all well" : "NOT WELL"));
                ledger.path("problems").forEach(problem -> output.line("  " + problem.asText()));
            }
            for (JsonNode state : result.path("states")) {
                output.line(Output.text(
                        "%s on %s: %s %s",
                        state.path("addon").asText(),
                        state.path("ledger").asText("?"),
                        state.path("digest").asText(""),
                        verdict(state)));
            }
        }
        return result.path("ok").asBoolean() ? ExitCode.DONE : ExitCode.NOT_RIGHT;
    }

    private static String verdict(JsonNode state) {
        if (state.path("problem").isTextual()) {
            return "NOT WELL: " + state.path("problem").asText();
        }
        return state.path("same").asBoolean()
                ? "twice the same"
                : "DIFFERS from a second replay: " + state.path("secondDigest").asText()
                        + "; the addon keeps something outside its state";
    }
}

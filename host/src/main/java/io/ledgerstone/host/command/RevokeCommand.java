package io.ledgerstone.host.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a device out of the group. */
@Command(
        name = "revoke",
        description =
                "Take a device out of the group, for good. What it wrote before stays; what it writes from now on is"
                        + " refused everywhere. For officers.",
        footer = {"", "Example: ledgerstone revoke anna-laptop --reason \"stolen\""})
final class RevokeCommand extends HostCommand {
    @Parameters(paramLabel = "DEVICE", description = "Its name, node number or key, as 'roster' shows them.")
    String device;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; everybody sees it in the roster.")
    @Nullable String reason;

    @Override
    int perform(HostSession host, Output output) {
        ObjectNode parameters = parameters().put("device", device).put("reason", reason == null ? "" : reason);
        ObjectNode result = host.perform("revoke", parameters);
        if (output.isJson()) {
            output.json(result);
            return ExitCode.DONE;
        }
        output.line(Output.text(
                "%s, node %d, is revoked; its key was %s",
                result.path("name").asText(),
                result.path("node").asLong(),
                result.path("key").asText()));
        output.remark(
                "Every host refuses it as soon as it hears of this. To let the person in again, invite a new device.");
        return ExitCode.DONE;
    }
}

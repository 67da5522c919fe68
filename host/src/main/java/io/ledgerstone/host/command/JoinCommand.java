package io.ledgerstone.host.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Joins a group with an invite. */
@Command(
        name = "join",
        description = "Join a group with the text of an invite. The host that made it must be running and reachable.",
        footer = {
            "",
            "Afterwards 'ledgerstone run' keeps this host the same as the others; 'peers' shows how far it is."
        })
final class JoinCommand extends HostCommand {
    @Parameters(paramLabel = "TEXT", description = "The text that 'invite' printed, whole.")
    String invite;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What this device is to be called in the roster, if the invite does not say.")
    @Nullable String name;

    @Override
    int perform(HostSession host, Output output) {
        ObjectNode parameters = parameters().put("invite", invite.strip());
        if (name != null) {
            parameters.put("name", name);
        }
        ObjectNode result = host.perform("join", parameters);
        if (output.isJson()) {
            output.json(result);
            return ExitCode.DONE;
        }
        output.line(Output.text(
                "This host is in the group %s as %s, node %d%s.",
                result.path("group").asText(),
                result.path("name").asText(),
                result.path("node").asLong(),
                result.has("role") ? ", with the role " + result.path("role").asText() : ""));
        output.line("The group's founder is " + result.path("founder").asText()
                + "; ask the other side whether 'ledgerstone roster' shows the same there.");
        output.remark(
                result.path("running").asBoolean()
                        ? "It is linked now; 'ledgerstone peers' shows how far it is."
                        : "Start it with 'ledgerstone run'; then 'ledgerstone peers' shows how far it is.");
        return ExitCode.DONE;
    }
}

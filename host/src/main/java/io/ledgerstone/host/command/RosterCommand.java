package io.ledgerstone.host.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import picocli.CommandLine.Command;

/** Shows who is in the group. */
@Command(
        name = "roster",
        description = "Show the devices of this host's group, what each may do, and the invites that were made.")
final class RosterCommand extends HostCommand {
    @Override
    int perform(HostSession host, Output output) {
        ObjectNode result = host.perform("roster", parameters());
        if (output.isJson()) {
            output.json(result);
            return ExitCode.DONE;
        }
        output.line("Group " + result.path("group").asText() + ", founder "
                + result.path("founder").asText() + "\n");
        ArrayNode devices = JsonNodeFactory.instance.arrayNode();
        for (JsonNode device : result.path("devices")) {
            String key = device.path("key").asText();
            ObjectNode row = devices.addObject()
                    .put("node", device.path("node").asText())
                    .put("name", device.path("name").asText())
                    .put("role", device.path("role").asText())
                    .put("status", status(device))
                    .put("admitted by", device.path("admittedBy").asText(""))
                    .put("key", key);
            if (key.equals(result.path("self").asText())) {
                row.put("", "this device");
            }
        }
        output.line(Tables.of(devices));
        if (!result.path("invitations").isEmpty()) {
            output.line("\nInvites\n");
            ArrayNode invites = JsonNodeFactory.instance.arrayNode();
            for (JsonNode invite : result.path("invitations")) {
                invites.addObject()
                        .put("name", invite.path("name").asText(""))
                        .put("role", invite.path("role").asText())
                        .put("used", invite.path("used").asBoolean() ? "yes" : "no")
                        .set("time", invite.path("expires"));
            }
            output.line(Tables.of(invites, List.of("name", "role", "used", "time")));
            output.line("\nThe time is when an invite ends, in UTC.");
        }
        for (JsonNode text : result.path("withoutEffect")) {
            output.line("Without effect: " + text.asText());
        }
        return ExitCode.DONE;
    }

    private static String status(JsonNode device) {
        String reason = device.path("reason").asText("");
        return device.path("status").asText() + (reason.isEmpty() ? "" : ": " + reason);
    }
}

package io.ledgerstone.host.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a text that lets one device into the group. */
@Command(
        name = "invite",
        description =
                "Make a text that lets one more device into the group, once. The first invite founds the group. For running"
                        + " hosts.",
        footer = {
            "",
            "Example: ledgerstone invite --name anna-laptop",
            "Whoever has the text can join with it: send it over a channel you trust."
        })
final class InviteCommand extends HostCommand {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT);

    /** What an invited device may do. */
    enum InvitedRole {
        MEMBER,
        OFFICER
    }

    @Option(
            names = "--role",
            paramLabel = "member|officer",
            defaultValue = "member",
            description = "member (the default) writes its own entries; officer also imports, invites and revokes.")
    InvitedRole role = InvitedRole.MEMBER;

    @Option(names = "--name", paramLabel = "NAME", description = "What the device is to be called in the roster.")
    @Nullable String name;

    @Option(
            names = "--hours",
            paramLabel = "HOURS",
            defaultValue = "72",
            description = "How long the invite can be used. Default: 72.")
    int hours;

    @Override
    int perform(HostSession host, Output output) {
        ObjectNode parameters =
                parameters().put("role", role.name().toLowerCase(Locale.ROOT)).put("hours", hours);
        if (name != null) {
            parameters.put("name", name);
        }
        ObjectNode result = host.perform("invite", parameters);
        if (output.isJson()) {
            output.json(result);
            return ExitCode.DONE;
        }
        if (result.path("founded").asBoolean()) {
            output.remark("This made a new group. Its founder is this device, "
                    + result.path("founder").asText() + ". Keep a backup: the founder's key is in the data folder.");
        }
        output.line(result.path("text").asText());
        output.remark(Output.text(
                """

                Send this text to the other side over a channel you trust. There, they run
                  ledgerstone join TEXT
                  ledgerstone run
                once, before %s, while this host runs and can be reached at %s.""",
                Instant.ofEpochSecond(result.path("expires").asLong())
                        .atOffset(ZoneOffset.UTC)
                        .format(TIME),
                result.path("address").asText()));
        if (isLoopback(result.path("address").asText())) {
            output.remark(
                    "\nTHE ADDRESS IS OF THIS COMPUTER ONLY, so nobody elsewhere can use this invite. Set mesh.listen to"
                            + " \"0.0.0.0:4701\" and mesh.address to what others can dial, restart the host, and invite again.");
        }
        return ExitCode.DONE;
    }

    /** Whether only this computer can dial an address, or all of several that commas part. */
    static boolean isLoopback(String addresses) {
        return Stream.of(addresses.split(", *"))
                .allMatch(address ->
                        address.startsWith("127.") || address.startsWith("localhost:") || address.startsWith("[::1]:"));
    }
}

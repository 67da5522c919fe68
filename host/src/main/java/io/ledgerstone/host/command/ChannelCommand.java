package io.ledgerstone.host.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.host.HostException;
import io.ledgerstone.host.channel.ChannelRelay;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Puts a ledger on a guild's addon channel, for a relay that speaks in lines of JSON. */
@Command(
        name = "channel",
        description = {
            "Take part in the sync of a guild's addon, such as Classic Loot Manager, as one more member of the guild.",
            "",
            "A relay, a small program beside your game client, starts this command. It writes a line to it for every message"
                    + " that it hears on the addon channel, and sends every message that it reads from it. The command ends"
                    + " when the relay closes its input. Without a relay it does nothing.",
            ""
        },
        footer = {
            "",
            "What a relay writes:",
            "  {\"from\":\"Bert\",\"distribution\":\"GUILD\",\"payload\":\"...\"}",
            "What it reads, and is to send:",
            "  {\"type\":\"send\",\"distribution\":\"WHISPER\",\"target\":\"Bert\",\"payload\":\"...\"}",
            "",
            "Payloads are base64. The exit code is 3 if some lines of the relay made no sense. All lines and an example are in"
                    + " docs/addon-channel.md."
        })
final class ChannelCommand extends HostCommand {
    @Mixin
    WrittenLedgerOption written;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Your character's name as the others of the guild hear it. Needed.")
    @Nullable String name;

    @Option(
            names = "--from",
            paramLabel = "NAMES",
            split = ",",
            description =
                    "Take entries from these characters only, for instance your officers: --from Anna,Bert. Default: from"
                            + " everybody on the channel.")
    List<String> from = List.of();

    @Option(names = "--listen", description = "Only listen: take entries, and give none.")
    boolean listen;

    @Option(names = "--raid", description = "Tell the raid of new entries, too, not the guild alone.")
    boolean raid;

    @Option(
            names = "--addon",
            paramLabel = "ADDON",
            description =
                    "Whose messages these are: clm, Classic Loot Manager, which is the default; or plain, an addon that"
                            + " sends LibEventSourcing's messages as they are.")
    String addon = "clm";

    @Option(
            names = "--prefix",
            paramLabel = "PREFIX",
            description = "With --addon plain: the addon's prefix on the channel. Default: LedgerChat.")
    @Nullable String prefix;

    @Option(
            names = "--fields",
            paramLabel = "CLASS=FIELDS",
            description =
                    "For addon authors: the fields of a class of entries, in the order of its fields(), such as TE=m,n. For"
                            + " each class once.")
    List<String> fields = List.of();

    @Option(
            names = "--layout",
            paramLabel = "LAYOUT",
            description =
                    "If the ledger is new: classic or cross-realm, as the addon has it. A ledger keeps it for life. Default:"
                            + " the configured one, which is cross-realm.")
    @Nullable String layout;

    @Option(
            names = "--targets",
            paramLabel = "NAMES",
            split = ",",
            description =
                    "With --addon clm: whom to whisper what this host has, and whose whispered questions to answer.")
    List<String> targets = List.of();

    @Option(
            names = "--sources",
            paramLabel = "NAMES",
            split = ",",
            description = "With --addon clm: from whom to take what they whisper that they have.")
    List<String> sources = List.of();

    @Option(
            names = "--no-digests",
            description = "Leave out what other hosts alone understand, if your addon cannot bear it.")
    boolean noDigests;

    @Option(
            names = "--status",
            description = "Show the channels that a running host is on, and who is there, instead of starting one.")
    boolean status;

    @Override
    int perform(HostSession host, Output output) {
        if (status) {
            ObjectNode result = host.perform("channels", parameters());
            if (output.isJson()) {
                output.json(result);
            } else {
                ChannelReport.print(result, output::line);
            }
            return ExitCode.DONE;
        }
        if (name == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Say by which name the others of the guild hear your character: --name and the name");
        }
        return relay(host, options(name), output);
    }

    private ObjectNode options(String ownName) {
        ObjectNode options = parameters()
                .put("ledger", ledger(written.ledger))
                .put("name", ownName)
                .put("addon", addon)
                .put("listen", listen)
                .put("raid", raid)
                .put("digests", !noDigests);
        if (prefix != null) {
            options.put("prefix", prefix);
        }
        if (layout != null) {
            options.put("layout", layout);
        }
        put(options.putArray("from"), from);
        put(options.putArray("fields"), fields);
        put(options.putArray("targets"), targets);
        put(options.putArray("sources"), sources);
        return options;
    }

    private static void put(ArrayNode array, List<String> texts) {
        texts.forEach(text -> array.add(text.strip()));
    }

    private int relay(HostSession host, ObjectNode options, Output output) {
        ObjectNode opened = host.perform("channel-open", options);
        String channel = opened.path("channel").asText();
        ChannelReport.opened(opened, host.stay(), output);
        ChannelRelay relay = new ChannelRelay(
                line -> host.perform(
                        "channel-exchange", parameters().put("channel", channel).set("line", line)),
                spec.commandLine().getOut(),
                line -> ChannelReport.watch(line, output));
        opened.remove("channel");
        relay.write(parameters().put("type", "open").setAll(opened));
        try {
            long refused = relay.run(System.in);
            ObjectNode left = host.perform("channel-close", parameters().put("channel", channel));
            ChannelReport.print(left, output::remark);
            if (refused > 0) {
                output.remark(Output.text("%d lines of the relay made no sense; each has an error line.", refused));
            }
            return refused > 0 ? ExitCode.NOT_RIGHT : ExitCode.DONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostException("Interrupted while waiting for the relay", e);
        }
    }
}

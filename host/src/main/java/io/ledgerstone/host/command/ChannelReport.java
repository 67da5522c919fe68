package io.ledgerstone.host.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Consumer;

/** Channels and who is on them, in words. */
final class ChannelReport {
    private static final List<String> COLUMNS = List.of(
            "name",
            "verdict",
            "entries",
            "added",
            "refused",
            "unauthorized",
            "malformed",
            "brokenPromises",
            "collisions");

    private ChannelReport() {}

    /** A channel was opened. */
    static void opened(JsonNode opened, boolean alone, Output output) {
        output.remark(Output.text(
                "%s is on the channel for the ledger %s, %d entries%s. Waiting for the relay.",
                opened.path("name").asText(),
                opened.path("ledger").asText(),
                opened.path("entries").asLong(),
                opened.path("made").asBoolean()
                        ? ", which is new and has " + opened.path("layout").asText() + " keys"
                        : ""));
        if (alone) {
            output.remark("No host runs on this data folder, so this command is one until it ends, without a mesh. With"
                    + " 'ledgerstone run' in another terminal, started first, there is one.");
        }
    }

    /** A line was written for the relay. */
    static void watch(JsonNode line, Output output) {
        switch (line.path("type").asText()) {
            case "state" -> output.remark(words(line.path("state").asText()));
            case "error" ->
                output.remark("Line " + line.path("line").asLong() + " of the relay: "
                        + line.path("message").asText());
            case "malformed" ->
                output.remark(line.path("from").asText() + " sent what is no message: "
                        + line.path("reason").asText());
            default -> {
                // For the relay alone.
            }
        }
    }

    private static String words(String state) {
        return switch (state) {
            case "synced" -> "In sync: somebody on the channel has the same entries.";
            case "out_of_sync" -> "Not in sync: somebody on the channel has other entries; they are asked for.";
            default -> "Not known: nobody on the channel has told anything new for a while.";
        };
    }

    /** All channels of an answer. */
    static void print(JsonNode result, Consumer<String> lines) {
        if (result.path("channels").isEmpty()) {
            lines.accept("No channel is open. 'ledgerstone channel' opens one.");
        }
        for (JsonNode channel : result.path("channels")) {
            lines.accept(Output.text(
                    "%s as %s: %s, %d entries, %d messages received, %d sent",
                    channel.path("ledger").asText(),
                    channel.path("name").asText(),
                    channel.path("state").asText().replace('_', ' '),
                    channel.path("entries").asLong(),
                    channel.path("received").asLong(),
                    channel.path("sent").asLong()));
            warn(
                    channel,
                    "withheld",
                    "entries were not sent: nobody told the order of their fields, or one is missing",
                    lines);
            warn(channel, "lost", "messages were lost because the relay did not fetch them", lines);
            warn(channel, "otherPrefix", "messages had the prefix of another addon", lines);
            warn(channel, "collisions", "times a week looked the same and was not", lines);
            if (!channel.path("peers").isEmpty()) {
                lines.accept(Tables.of(channel.path("peers"), COLUMNS));
            }
        }
    }

    private static void warn(JsonNode channel, String count, String what, Consumer<String> lines) {
        if (channel.path(count).asLong() > 0) {
            lines.accept("  " + channel.path(count).asLong() + " " + what);
        }
    }
}

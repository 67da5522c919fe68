package io.ledgerstone.host.operations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.host.channel.Channels;
import io.ledgerstone.host.control.Progress;
import java.util.Map;

/** Takes requests about addon channels apart. */
final class ChannelRequests {
    private final Channels channels;

    ChannelRequests(Channels channels) {
        this.channels = channels;
    }

    Map<String, Operation> all() {
        return Map.of(
                "channels", (parameters, progress) -> channels.list(),
                "channel-open", (parameters, progress) -> channels.open(parameters.json()),
                "channel-exchange", this::exchange,
                "channel-close", (parameters, progress) -> channels.close(parameters.text("channel")));
    }

    private ObjectNode exchange(Parameters parameters, Progress progress) {
        return channels.exchange(
                parameters.text("channel"), parameters.get("line") instanceof ObjectNode line ? line : null);
    }
}

package io.ledgerstone.host.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.host.HostException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;

/** The operations of a host that runs in another process. For one thread. */
public final class RemoteOperations implements Operations {
    private final JsonLines lines;

    private RemoteOperations(JsonLines lines) {
        this.lines = lines;
    }

    /** The host that runs on a data folder, if one does. */
    public static Optional<Operations> connect(Path dataFolder) {
        Optional<UnixDomainSocketAddress> address = ControlAddress.find(dataFolder);
        if (address.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new RemoteOperations(new JsonLines(SocketChannel.open(address.get()))));
        } catch (IOException e) {
            // Nobody listens: a host that was killed left its socket behind.
            return Optional.empty();
        }
    }

    @Override
    public ObjectNode perform(String operation, ObjectNode parameters, Progress progress) {
        try {
            ObjectNode request = JsonLines.object().put("operation", operation);
            request.set("parameters", parameters);
            lines.write(request, JsonLines.REQUEST_BYTES_MAX);
            while (true) {
                ObjectNode line = lines.read(JsonLines.ANSWER_BYTES_MAX);
                if (line == null) {
                    throw new HostException("The host went away while it worked on '" + operation
                            + "'; look at its output, then try again");
                }
                if (line.get("result") instanceof ObjectNode result) {
                    return result;
                }
                if (line.has("error")) {
                    throw new HostException(line.path("error").asText());
                }
                progress.at(
                        line.path("progress").asText(),
                        line.path("done").asLong(),
                        line.path("total").asLong());
            }
        } catch (IOException e) {
            throw new HostException("The connection to the host broke: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new HostException("The connection to the host cannot be closed: " + e.getMessage(), e);
        }
    }
}

package io.ledgerstone.host.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.host.HostException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the requests that come in over the control socket of a data folder, until it is closed. */
public final class ControlServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
    private static final int CONNECTIONS_MAX = 64;

    private final Path dataFolder;
    private final Operations operations;
    private final ServerSocketChannel server;
    private final Semaphore free = new Semaphore(CONNECTIONS_MAX);
    private final Set<SocketChannel> connections = ConcurrentHashMap.newKeySet();

    private ControlServer(Path dataFolder, Operations operations, ServerSocketChannel server) {
        this.dataFolder = dataFolder;
        this.operations = operations;
        this.server = server;
    }

    /**
     * Begins to listen. Only the process that has the folder open may call this.
     *
     * @throws HostException if there can be no socket
     */
    public static ControlServer start(Path dataFolder, Operations operations) {
        UnixDomainSocketAddress address = ControlAddress.claim(dataFolder);
        try {
            ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.bind(address);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
            ControlServer server = new ControlServer(dataFolder, operations, channel);
            Thread.ofPlatform().name("control").daemon().start(server::accept);
            return server;
        } catch (IOException e) {
            throw new HostException("The control socket " + address + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                free.acquire();
                SocketChannel connection = server.accept();
                connections.add(connection);
                Thread.ofPlatform().name("control connection").daemon().start(() -> serve(connection));
            } catch (IOException e) {
                free.release();
                LOG.debug("The control socket is closed", e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void serve(SocketChannel connection) {
        try (JsonLines lines = new JsonLines(connection)) {
            for (ObjectNode request = lines.read(JsonLines.REQUEST_BYTES_MAX);
                    request != null;
                    request = lines.read(JsonLines.REQUEST_BYTES_MAX)) {
                answer(lines, request);
            }
        } catch (IOException | HostException e) {
            LOG.debug("A control connection ended", e);
        } finally {
            connections.remove(connection);
            free.release();
        }
    }

    private void answer(JsonLines lines, ObjectNode request) throws IOException {
        try {
            ObjectNode parameters = request.get("parameters") instanceof ObjectNode given ? given : JsonLines.object();
            ObjectNode result = operations.perform(
                    request.path("operation").asText(),
                    parameters,
                    (step, done, total) -> tell(lines, step, done, total));
            lines.write(JsonLines.object().set("result", result), JsonLines.ANSWER_BYTES_MAX);
        } catch (HostException e) {
            lines.write(JsonLines.object().put("error", String.valueOf(e.getMessage())), JsonLines.ANSWER_BYTES_MAX);
        } catch (RuntimeException e) {
            LOG.error("The request {} broke", request.path("operation"), e);
            lines.write(JsonLines.object().put("error", "The host broke over it: " + e), JsonLines.ANSWER_BYTES_MAX);
        }
    }

    private static void tell(JsonLines lines, String step, long done, long total) {
        try {
            lines.write(
                    JsonLines.object().put("progress", step).put("done", done).put("total", total),
                    JsonLines.ANSWER_BYTES_MAX);
        } catch (IOException e) {
            LOG.debug("Whoever asked is gone", e);
        }
    }

    /** Stops listening and ends all connections. */
    @Override
    public void close() {
        try {
            server.close();
            for (SocketChannel connection : connections) {
                connection.close();
            }
            ControlAddress.release(dataFolder);
        } catch (IOException e) {
            LOG.warn("The control socket of {} was not removed", dataFolder, e);
        }
    }
}

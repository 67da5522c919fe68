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
    private static final long PROGRESS_INTERVAL_NANOS = 100_000_000;

    /** How long to wait after a failure to accept, for instance for want of file handles. */
    private static final long PAUSE_MS = 200;

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
        boolean failedBefore = false;
        while (server.isOpen()) {
            try {
                free.acquire();
            } catch (InterruptedException e) {
                return;
            }
            try {
                acceptOne();
                failedBefore = false;
            } catch (Throwable e) {
                // Nothing may end this thread but the end of the server: no command would reach the host any more.
                free.release();
                if (!server.isOpen()) {
                    LOG.debug("The control socket is closed", e);
                    return;
                }
                if (!failedBefore) {
                    LOG.warn("The control socket of {} takes no connection; it tries on", dataFolder, e);
                }
                failedBefore = true;
                pause();
            }
        }
    }

    private void acceptOne() throws IOException {
        SocketChannel connection = server.accept();
        try {
            connections.add(connection);
            Thread.ofPlatform().name("control connection").daemon().start(() -> serve(connection));
        } catch (Throwable e) {
            connections.remove(connection);
            connection.close();
            throw e;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(SocketChannel connection) {
        try (JsonLines lines = new JsonLines(connection)) {
            try {
                for (ObjectNode request = lines.read(JsonLines.REQUEST_BYTES_MAX);
                        request != null;
                        request = lines.read(JsonLines.REQUEST_BYTES_MAX)) {
                    answer(lines, request);
                }
            } catch (HostException e) {
                // Where the next line begins is not known after that.
                lines.write(
                        JsonLines.object().put("error", String.valueOf(e.getMessage())), JsonLines.ANSWER_BYTES_MAX);
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
            ObjectNode result =
                    operations.perform(request.path("operation").asText(), parameters, new Throttled(lines));
            lines.write(JsonLines.object().set("result", result), JsonLines.ANSWER_BYTES_MAX);
        } catch (HostException e) {
            lines.write(JsonLines.object().put("error", String.valueOf(e.getMessage())), JsonLines.ANSWER_BYTES_MAX);
        } catch (RuntimeException e) {
            LOG.error("The request {} broke", request.path("operation"), e);
            lines.write(JsonLines.object().put("error", "The host broke over it: " + e), JsonLines.ANSWER_BYTES_MAX);
        }
    }

    /** Tells the other side how far a request is: at every new step, and then a few times a second. */
    private static final class Throttled implements Progress {
        private final JsonLines lines;
        private String lastStep = "";
        private long lastNanos;

        Throttled(JsonLines lines) {
            this.lines = lines;
        }

        @Override
        public void at(String step, long done, long total) {
            long now = System.nanoTime();
            if (step.equals(lastStep) && now - lastNanos < PROGRESS_INTERVAL_NANOS) {
                return;
            }
            lastStep = step;
            lastNanos = now;
            try {
                lines.write(
                        JsonLines.object()
                                .put("progress", step)
                                .put("done", done)
                                .put("total", total),
                        JsonLines.ANSWER_BYTES_MAX);
            } catch (IOException e) {
                LOG.debug("Whoever asked is gone", e);
            }
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

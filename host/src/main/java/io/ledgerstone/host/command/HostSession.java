package io.ledgerstone.host.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.host.HostException;
import io.ledgerstone.host.config.Config;
import io.ledgerstone.host.control.ControlServer;
import io.ledgerstone.host.control.Operations;
import io.ledgerstone.host.control.RemoteOperations;
import io.ledgerstone.host.folder.FolderInUseException;
import io.ledgerstone.host.operations.Host;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A host to ask: the one that runs on the data folder, or else one in this process that ends with the command. */
final class HostSession implements AutoCloseable {
    private static final long WAIT_MS_MAX = 5000;
    private static final long WAIT_STEP_MS = 50;

    private final Path dataFolder;
    private final Operations operations;
    private final Output output;
    private @Nullable ControlServer server;

    private HostSession(Path dataFolder, Operations operations, Output output) {
        this.dataFolder = dataFolder;
        this.operations = operations;
        this.output = output;
    }

    /** Another command may have the folder open for a moment, and a host may be about to listen: both are waited for. */
    static HostSession open(Path dataFolder, Config config, Output output) {
        long begin = System.nanoTime();
        while (true) {
            Optional<Operations> running = RemoteOperations.connect(dataFolder);
            if (running.isPresent()) {
                return new HostSession(dataFolder, running.get(), output);
            }
            try {
                return new HostSession(dataFolder, Host.open(dataFolder, config), output);
            } catch (FolderInUseException e) {
                if (System.nanoTime() - begin > WAIT_MS_MAX * 1_000_000) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(WAIT_STEP_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostException("Interrupted while waiting for another process", e);
        }
    }

    /** Asks for an operation, and shows how far it is. */
    ObjectNode perform(String operation, ObjectNode parameters) {
        try (ProgressDisplay progress = output.progress()) {
            return operations.perform(operation, parameters, progress);
        }
    }

    /** For a command that stays: if the host is in this process, other commands can talk to it from now on. Answers whether it is. */
    boolean stay() {
        if (operations instanceof Host && server == null) {
            server = ControlServer.start(dataFolder, operations);
        }
        return operations instanceof Host;
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
        operations.close();
    }
}

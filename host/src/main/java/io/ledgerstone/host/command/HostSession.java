package io.ledgerstone.host.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.host.HostException;
import io.ledgerstone.host.config.Config;
import io.ledgerstone.host.control.Operations;
import io.ledgerstone.host.control.RemoteOperations;
import io.ledgerstone.host.folder.FolderInUseException;
import io.ledgerstone.host.operations.Host;
import java.nio.file.Path;
import java.util.Optional;

/** A host to ask: the one that runs on the data folder, or else one in this process that ends with the command. */
final class HostSession implements AutoCloseable {
    private static final long WAIT_MS_MAX = 5000;
    private static final long WAIT_STEP_MS = 50;

    private final Operations operations;
    private final Output output;

    private HostSession(Operations operations, Output output) {
        this.operations = operations;
        this.output = output;
    }

    /** Another command may have the folder open for a moment, and a host may be about to listen: both are waited for. */
    static HostSession open(Path dataFolder, Config config, Output output) {
        long begin = System.nanoTime();
        while (true) {
            Optional<Operations> running = RemoteOperations.connect(dataFolder);
            if (running.isPresent()) {
                return new HostSession(running.get(), output);
            }
            try {
                return new HostSession(Host.open(dataFolder, config), output);
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

    @Override
    public void close() {
        operations.close();
    }
}

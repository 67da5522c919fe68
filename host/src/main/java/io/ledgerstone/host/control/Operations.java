package io.ledgerstone.host.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.host.HostException;

/** What can be asked of a host. Any thread. */
public interface Operations extends AutoCloseable {
    /**
     * Does one thing and answers its result.
     *
     * @param progress hears how far it is, on any thread, until this returns
     * @throws HostException if it cannot be done, with a message for whoever asked
     */
    ObjectNode perform(String operation, ObjectNode parameters, Progress progress);

    /** Lets go of the host, or of the connection to it. */
    @Override
    void close();
}

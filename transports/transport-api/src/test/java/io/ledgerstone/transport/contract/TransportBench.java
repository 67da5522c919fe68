package io.ledgerstone.transport.contract;

import io.ledgerstone.transport.Transport;
import java.util.function.BooleanSupplier;

/** What a transport's test supplies: nodes that can reach each other without any fault, and time that passes. */
public interface TransportBench extends AutoCloseable {
    /** A new node, not started, that others know by this name: a whole number from 1. */
    Transport node(String name);

    /** Does what it takes that two started nodes become peers of each other. */
    void link(Transport one, Transport other);

    /**
     * Lets time pass until something holds.
     *
     * @throws AssertionError with the sentence if it takes too long
     */
    void until(String sentence, BooleanSupplier holds);

    /** Ends what is left. The suite has closed its nodes already. */
    @Override
    void close();
}

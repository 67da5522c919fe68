package io.ledgerstone.ledger;

/** Somebody who is told things, until this is closed. */
@FunctionalInterface
public interface Registration extends AutoCloseable {
    /** Ends it; at most one call is still under way. */
    @Override
    void close();
}

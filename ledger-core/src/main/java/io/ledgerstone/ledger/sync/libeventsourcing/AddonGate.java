package io.ledgerstone.ledger.sync.libeventsourcing;

import io.ledgerstone.ledger.entry.Entry;

/**
 * The trust model of an addon: the library's {@code authorizationHandler}. Asked about every entry before it is handed over for
 * insertion, with the name of who sent it, and before it is sent, with our own name. Must not throw.
 */
@FunctionalInterface
public interface AddonGate {
    /** Everything is allowed. */
    AddonGate OPEN = (entry, name) -> true;

    /** Whether an entry may come from, or be sent by, somebody of this name. */
    boolean allows(Entry entry, String name);
}

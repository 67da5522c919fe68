package io.ledgerstone.addon;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Value;
import java.util.List;

/**
 * A loaded addon: its handlers, one state for each of its ledgers, its views and commands. Used by one thread at a time.
 *
 * <p>The state lives in the engine in the form its language likes best; the host reads it as plain data.
 */
public interface AddonInstance extends AutoCloseable {
    /** What the addon registered while it loaded. Never changes. */
    Registrations registrations();

    /** Puts the state of a ledger back to what {@code init} makes of an empty one. */
    ReplayOutcome reset(String ledger);

    /**
     * Hands entries to the handlers of a ledger, in this order: for each the handler of its type, or {@code otherwise} if there is
     * none, then {@code any}. Stops at the first handler that fails; the state may then hold half of what that handler did, and
     * the caller must {@link #reset} and replay before anybody sees it.
     */
    ReplayOutcome replay(String ledger, List<Entry> entries);

    /** The state of a ledger as plain data, keys in insertion order; fails if it holds anything else. */
    CallOutcome state(String ledger);

    /** Calls a view, a command or a test with arguments. Views and commands see a frozen state and cannot change it; a test may
     * call back into this instance through its {@link TestBench}. */
    CallOutcome call(Callable callable, Value arguments);

    /** Lets go of the addon. */
    @Override
    void close();
}

package io.ledgerstone.addon;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Value;
import java.util.List;

/**
 * A loaded addon: its handlers, one state for each of its ledgers, its views and commands. Used by one thread at a time.
 *
 * <p>The state lives in the engine in the form its language likes best; the host reads it as plain data. What the author did
 * wrong always comes back as a value. An addon that a limit stopped still answers every call, if only with that error; to go on,
 * close it and load it again.
 */
public interface AddonInstance extends AutoCloseable {
    /** What the addon registered while it loaded. Never changes. */
    Registrations registrations();

    /**
     * Puts the state of a ledger back to what {@code init} makes of an empty one; fails, with nothing applied, if {@code init}
     * does. The first call for every ledger: before it, a ledger has no state.
     */
    ReplayOutcome reset(String ledger);

    /**
     * Hands entries to the handlers of a ledger, in this order: for each the handler of its type, or {@code otherwise} if there is
     * none, then {@code any}. Stops at the first handler that fails; the state may then hold half of what that handler did, and
     * the caller must {@link #reset} and replay before anybody sees it. Every entry handed over counts as applied, also those no
     * handler wants; limits count anew for each.
     */
    ReplayOutcome replay(String ledger, List<Entry> entries);

    /**
     * The state of a ledger as plain data, keys in insertion order; fails if it holds anything else, naming the path, such as
     * {@code state.players.Bob.update}.
     */
    CallOutcome state(String ledger);

    /**
     * Calls a view, a command or a test with a list of arguments. Views and commands see a frozen state: a write fails. A test
     * may call back into this instance through its {@link TestBench}. An unknown name is a failure that names it.
     */
    CallOutcome call(Callable callable, Value arguments);

    /** Whether a limit stopped the addon for good, so that it must be loaded again before it does anything more. */
    default boolean isSpent() {
        return false;
    }

    /** Lets go of the addon. May be called again; nothing else may be called after it. */
    @Override
    void close();
}

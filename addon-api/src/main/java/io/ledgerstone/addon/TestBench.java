package io.ledgerstone.addon;

import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Value;

/**
 * What an addon's tests may ask of the host besides the rest: a scratch ledger of their own. A host that implements this too gets
 * addons with the {@link HostFunction}s of {@link HostFunction.Owner#TEST}; for the others those names do not exist.
 *
 * <p>While a test runs, {@code view} and {@code state} call back into the same {@link AddonInstance} on the same thread.
 */
public interface TestBench {
    /**
     * Adds an entry to the scratch ledger of the running test.
     *
     * @param key a map that may name {@code time}, {@code counter}, {@code realm} and {@code creator}; what it leaves out is chosen
     * @return the entry's key text
     */
    String append(String type, Fields fields, Value key);

    /** Replays the scratch ledger from the start and asks a view; throws {@link AddonException} with its error if it fails. */
    Value view(String name, Value arguments);

    /** Replays the scratch ledger from the start and gives the state; throws {@link AddonException} with the handler's error. */
    Value state();
}

package io.ledgerstone.gossip;

import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.entry.KeyLayout;
import java.util.List;
import java.util.function.Consumer;

/**
 * The ledgers of a host, as its mesh sees them. Whoever opens them installs {@link MeshGate#authorization} in each. May be called by
 * any thread.
 */
public interface MeshLedgers {
    /** The ledgers there are now. */
    List<Ledger> all();

    /** The ledger of a name; it is made if there is none. One that exists keeps its layout. */
    Ledger findOrMake(String name, KeyLayout layout);

    /** Adds somebody to hear of every ledger that is opened from now on, on the thread that opens it. */
    void whenOpened(Consumer<Ledger> listener);
}

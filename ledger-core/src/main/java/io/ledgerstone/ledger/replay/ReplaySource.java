package io.ledgerstone.ledger.replay;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Key;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Where a replay gets its entries: the applied ones of a growing ledger, in ledger order. */
public interface ReplaySource {
    /**
     * The ledger as it is now, and what arrived out of order since the last call. Both belong to one moment: an entry is either in
     * the window or will be reported by a later call. Answers the same window again if nothing happened since.
     */
    Window window();

    /** One moment of a ledger. Immutable. */
    interface Window {
        /** The lowest key whose applied entry is new or another one since the last window, or null if nothing is. */
        @Nullable Key lowestChange();

        /** How many applied entries there are. */
        long count();

        /** The applied entries after a key, or all if it is null. */
        Iterator<Entry> after(@Nullable Key key);
    }
}

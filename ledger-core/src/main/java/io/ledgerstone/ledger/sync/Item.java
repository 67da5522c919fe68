package io.ledgerstone.ledger.sync;

import io.ledgerstone.ledger.entry.EntryId;
import java.util.BitSet;
import java.util.List;

/**
 * What a message says about the range from the item before it (or the start) to {@link #to()}. The package lists the meanings.
 */
sealed interface Item {
    /** Where the range ends. */
    Bound to();

    /** Nothing: not asked, or equal. */
    record Skip(Bound to) implements Item {}

    /** My fingerprint of it. */
    record Print(Bound to, Fingerprint fingerprint) implements Item {}

    /** All my ids in it: send me the others, and say which of these you want. */
    record Ids(Bound to, List<EntryId> ids) implements Item {
        public Ids {
            ids = List.copyOf(ids);
        }
    }

    /**
     * Send me these of your list.
     *
     * @param listed how many ids the list has
     * @param wanted indexes into it; must not be written to
     */
    record Want(Bound to, int listed, BitSet wanted) implements Item {}

    /** Not now: ask again. */
    record Later(Bound to) implements Item {}

    /** At most the bytes it takes in a frame. */
    default int bytesMax() {
        return Frames.boundBytesMax(to())
                + switch (this) {
                    case Skip skip -> 0;
                    case Later later -> 0;
                    case Print print -> 16;
                    case Ids ids -> 3 + 16 * ids.ids.size();
                    case Want want -> 3 + (want.listed + 7) / 8;
                };
    }
}

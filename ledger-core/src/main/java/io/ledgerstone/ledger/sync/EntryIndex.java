package io.ledgerstone.ledger.sync;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.WeekDigest;
import java.util.List;

/**
 * One moment of a ledger, as reconciliation reads it: the same answers for as long as anybody holds it. Shadowed entries count
 * everywhere. Called by one thread at a time.
 */
public interface EntryIndex {
    /** All entries. */
    long total();

    /** The time of the last entry in unix seconds; 0 if there is none. */
    long newestTime();

    /** The weeks that have entries, ascending. */
    List<Integer> weekNumbers();

    /** The digest of one of these weeks. Cheap: every session asks it of all. */
    WeekDigest digest(int weekNumber);

    /** The ids of one of these weeks. Worth a cache: sessions ask again and again for weeks that differ. */
    WeekIds ids(int weekNumber);

    /**
     * Hands the entries from a bound to another to a visitor, in ledger order, until there are no more or it has enough.
     * Entries that the peer must not have are left out here; their ids still count elsewhere.
     */
    void read(Bound from, Bound to, Visitor visitor);

    /** Takes entries one after another. */
    @FunctionalInterface
    interface Visitor {
        /** Takes the next one and tells whether it wants more. */
        boolean take(Entry entry);
    }
}

package io.ledgerstone.ledger.sync.libeventsourcing;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.WeekHash;
import java.util.List;

/**
 * A ledger as an {@link AddonPeer} reads it: always as it is now. Hashes and counts are over applied entries, one for each key, as
 * the library has them. Called by the thread that drives the machine.
 */
public interface AddonLedger {
    /** How many entries are applied or will be: one for each key. */
    long total();

    /** The weeks that have entries, ascending. */
    List<Integer> weekNumbers();

    /** Hash, count and digest of a week; hash and count are 0 if it has no entries. Worth a cache: every advertisement asks. */
    WeekHash week(int number);

    /** All entries of a week in ledger order, shadowed ones too: of two with one key, who has none takes the first, the applied one. */
    List<Entry> entries(int week);

    /** The hash of the state so far. */
    long stateHash();

    /** How many entries the state does not have yet. */
    long lag();
}

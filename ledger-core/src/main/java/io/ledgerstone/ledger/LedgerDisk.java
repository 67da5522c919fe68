package io.ledgerstone.ledger;

import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.journal.JournalOptions;
import io.ledgerstone.ledger.journal.SegmentFiles;
import io.ledgerstone.ledger.store.TableFiles;

/** Where a ledger keeps itself: one ledger's, open once at a time. A folder is one; a test may bring another. */
public interface LedgerDisk extends AutoCloseable {
    /** The ledger's name, fixed for life. */
    String name();

    /** The ledger's key layout, fixed for life; it wins over what the options ask for. */
    KeyLayout layout();

    /** Where the commit log lives. */
    SegmentFiles journal();

    /** The sizes that the commit log works with. */
    JournalOptions journalSizes();

    /** A number for a new segment of the commit log, by which its records are told from those of any other. */
    int salt();

    /** Where the week tables live. */
    TableFiles tables();

    /** Lets go of it. */
    @Override
    void close();
}

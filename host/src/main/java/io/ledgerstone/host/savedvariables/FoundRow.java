package io.ledgerstone.host.savedvariables;

import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.InvalidEntryException;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;

/** A complete row of a SavedVariables file. */
public sealed interface FoundRow {
    /** The path of the table it was found in: {@code CLM2_DB["cata alliance realm guild"].ledger}. Tells ledgers of one file apart. */
    String table();

    /** Its place in that table: {@code [578]}. */
    String item();

    /** The line it begins in, from 1. */
    long line();

    /**
     * A row with all parts of an entry. A ledger may still refuse it: for its size, or for a key of the other layout.
     *
     * @param layout cross-realm if the row has a realm
     */
    record Complete(String table, String item, long line, KeyLayout layout, Key key, String type, Fields fields)
            implements FoundRow {}

    /**
     * A row that can be no entry.
     *
     * @param reason the broken rule
     * @param message what is wrong with it
     */
    record Refused(String table, String item, long line, InvalidEntryException.Reason reason, String message)
            implements FoundRow {}
}

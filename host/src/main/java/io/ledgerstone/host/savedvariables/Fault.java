package io.ledgerstone.host.savedvariables;

import io.ledgerstone.ledger.entry.InvalidEntryException.Reason;

/** A rule of entries that a value breaks: no matter where it stands alone, the end of the row it is in. */
record Fault(Reason reason, String message) {}

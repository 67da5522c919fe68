package io.ledgerstone.addon;

import io.ledgerstone.ledger.entry.Value;

/** What a call into an addon gave. */
public sealed interface CallOutcome {
    /** It returned plain data. */
    record Returned(Value value) implements CallOutcome {}

    /** It failed, or returned something that is no plain data. */
    record Failed(ScriptError error) implements CallOutcome {}
}

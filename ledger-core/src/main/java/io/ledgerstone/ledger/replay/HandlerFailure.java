package io.ledgerstone.ledger.replay;

import io.ledgerstone.ledger.entry.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Why a replay stands still: a handler failed at an entry, or the state could not be set up.
 *
 * @param entry the entry that was not applied, or null if already the reset failed
 * @param error what the handler said
 */
public record HandlerFailure(@Nullable Entry entry, HandlerError error) {
    @Override
    public String toString() {
        return entry == null
                ? "init failed: " + error
                : "the handler of " + entry.type() + " failed at entry " + entry.key() + ": " + error;
    }
}

package io.ledgerstone.ledger.replay;

import org.jspecify.annotations.Nullable;

/**
 * What went wrong in a handler.
 *
 * @param message what happened
 * @param position where in the handler's source, as {@code file:line}, or null if unknown
 */
public record HandlerError(String message, @Nullable String position) {
    @Override
    public String toString() {
        return position == null ? message : position + ": " + message;
    }
}

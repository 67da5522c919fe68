package io.ledgerstone.addon;

import org.jspecify.annotations.Nullable;

/**
 * What went wrong in an addon's code, told to its author.
 *
 * @param message what happened and, where known, what to do about it; no Java in it
 * @param position where, as {@code file:line}, or null if the language cannot tell
 */
public record ScriptError(String message, @Nullable String position) {
    @Override
    public String toString() {
        return position == null ? message : position + ": " + message;
    }
}

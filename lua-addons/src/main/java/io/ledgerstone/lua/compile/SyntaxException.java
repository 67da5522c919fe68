package io.ledgerstone.lua.compile;

import org.jspecify.annotations.Nullable;

/** A file that is not Lua, or more Lua than we take. */
public final class SyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable String position;

    SyntaxException(String message, @Nullable String position) {
        super(message);
        this.position = position;
    }

    /** Where, as {@code file:line}, or null. */
    public @Nullable String position() {
        return position;
    }
}

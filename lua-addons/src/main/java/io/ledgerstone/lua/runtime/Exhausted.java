package io.ledgerstone.lua.runtime;

/** The end of a budget of steps. An error, so that no {@code pcall} can catch it and go on. */
public final class Exhausted extends Error {
    private static final long serialVersionUID = 1L;

    Exhausted(long steps) {
        super("took more than " + String.format(java.util.Locale.ROOT, "%,d", steps)
                + " steps; is there a loop that never ends?");
    }
}

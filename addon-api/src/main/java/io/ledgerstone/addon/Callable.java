package io.ledgerstone.addon;

/**
 * Something of an addon that can be called by name.
 *
 * @param kind what it is; names are unique within a kind and addon
 * @param name the name it was registered under
 */
public record Callable(Kind kind, String name) {
    /** What can be called. */
    public enum Kind {
        /** A pure read of a state. */
        VIEW,
        /** Something to do, which may submit entries. */
        COMMAND,
        /** A test of the addon, registered by its test files. */
        TEST
    }
}

package io.ledgerstone.lua;

/** What an addon's code runs for, which decides what it may call. */
enum Phase {
    /** Its files run. */
    LOADING("while the addon loads"),
    /** A handler or {@code init} runs. */
    HANDLING("in a handler"),
    /** A view runs. */
    VIEWING("in a view"),
    /** A command runs. */
    COMMANDING("in a command"),
    /** A test runs. */
    TESTING("in a test");

    private final String words;

    Phase(String words) {
        this.words = words;
    }

    /** When this is, in words. */
    String words() {
        return words;
    }
}

package io.ledgerstone.bench;

import java.util.function.Consumer;

/**
 * How thoroughly to measure.
 *
 * @param quick small sizes and few passes: to see that everything works, not to learn how fast it is
 * @param progress where to say what is being done
 */
record Session(boolean quick, Consumer<String> progress) {
    /** Entries of the large ledger. */
    int awards() {
        return quick ? 50_000 : 1_000_000;
    }

    /** Entries of the guild's ledger. */
    int guildRows() {
        return quick ? 5_000 : 100_000;
    }

    /** Processes that measure the same. */
    int forks() {
        return quick ? 1 : 3;
    }

    /** Times that one process does the same. */
    int passes() {
        return quick ? 4 : 16;
    }

    /** Rounds in which two things that wait for the disk take turns. */
    int rounds() {
        return quick ? 2 : 7;
    }

    /** A size, made smaller in a quick session. */
    int scaled(int size) {
        return quick ? size / 10 : size;
    }
}

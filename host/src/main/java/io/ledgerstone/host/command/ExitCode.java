package io.ledgerstone.host.command;

/** What a command returns to the shell. */
final class ExitCode {
    /** Done. */
    static final int DONE = 0;

    /** Not done; the message says why. */
    static final int FAILED = 1;

    /** The command line made no sense. */
    static final int USAGE = 2;

    /** Done, but something is not right: a file was cut, entries were refused, an addon stands still, a check found something. */
    static final int NOT_RIGHT = 3;

    private ExitCode() {}
}

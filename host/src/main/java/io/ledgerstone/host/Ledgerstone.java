package io.ledgerstone.host;

import io.ledgerstone.host.command.LedgerstoneCommand;

/** The process's entry point. */
public final class Ledgerstone {
    private Ledgerstone() {}

    /**
     * Runs one command and ends with its exit code.
     *
     * @param args the command line as typed
     */
    public static void main(String[] args) {
        System.exit(LedgerstoneCommand.commandLine().execute(args));
    }
}

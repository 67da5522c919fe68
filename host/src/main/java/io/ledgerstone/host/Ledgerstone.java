package io.ledgerstone.host;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The process's entry point: hands the command line to picocli and returns its exit code. */
@Command(
        name = "ledgerstone",
        mixinStandardHelpOptions = true,
        version = "ledgerstone 0.1.0",
        description = "Runs players' Lua and JavaScript addons over insert-only event ledgers.")
public final class Ledgerstone implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private Ledgerstone() {}

    /**
     * Runs one command.
     *
     * @param args the command line as typed
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Ledgerstone()).execute(args));
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}

package io.ledgerstone.host.command;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Gives a command to an addon. */
@Command(name = "call", description = "Give a command to an addon. It may append entries.")
final class CallCommand extends HostCommand {
    @Parameters(index = "0", paramLabel = "ADDON")
    String addon;

    @Parameters(index = "1", paramLabel = "COMMAND", description = "The command; 'addons' shows which there are.")
    String name;

    @Parameters(
            index = "2..*",
            paramLabel = "ARGS",
            description = "What the command wants to know, handed over as texts.")
    List<String> arguments = new ArrayList<>();

    @Override
    int perform(HostSession host, Output output) {
        return AnswerPrinter.print(host.perform("call", ViewCommand.call(addon, name, arguments)), "result", output);
    }
}

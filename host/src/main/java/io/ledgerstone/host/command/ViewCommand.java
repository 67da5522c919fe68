package io.ledgerstone.host.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Asks for a view of an addon. */
@Command(
        name = "view",
        description = "Ask for a view of an addon.",
        footer = {"", "Example: ledgerstone view GuildPoints standings Main"})
final class ViewCommand extends HostCommand {
    @Parameters(index = "0", paramLabel = "ADDON")
    String addon;

    @Parameters(index = "1", paramLabel = "NAME", description = "The view; 'addons' shows which there are.")
    String name;

    @Parameters(index = "2..*", paramLabel = "ARGS", description = "What the view wants to know, handed over as texts.")
    List<String> arguments = new ArrayList<>();

    @Override
    int perform(HostSession host, Output output) {
        return AnswerPrinter.print(host.perform("view", call(addon, name, arguments)), "result", output);
    }

    static ObjectNode call(String addon, String name, List<String> arguments) {
        ObjectNode parameters = parameters().put("addon", addon).put("name", name);
        ArrayNode list = parameters.putArray("arguments");
        arguments.forEach(list::add);
        return parameters;
    }
}

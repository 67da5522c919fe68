package io.ledgerstone.host.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows all addons. */
@Command(
        name = "addons",
        description = "Show all addons: what they offer, where they stand, and what is wrong with them.",
        subcommands = {AddonsCommand.Log.class, AddonsCommand.Reload.class, AddonsCommand.Test.class})
final class AddonsCommand extends HostCommand {
    @Override
    int perform(HostSession host, Output output) {
        ObjectNode result = host.perform("addons", parameters());
        boolean right = result.path("problems").isEmpty();
        if (output.isJson()) {
            output.json(result);
            return right ? ExitCode.DONE : ExitCode.NOT_RIGHT;
        }
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        for (JsonNode addon : result.path("addons")) {
            rows.addObject()
                    .put("name", addon.path("name").asText())
                    .put("language", addon.path("language").asText())
                    .put("version", addon.path("version").asText())
                    .put("phase", addon.path("phase").asText())
                    .put("views", joined(addon.path("views")))
                    .put("commands", joined(addon.path("commands")))
                    .put("ledgers", ledgers(addon.path("ledgers")));
        }
        if (rows.isEmpty()) {
            output.remark("There are no addons; put a folder with one into plugins/.");
        } else {
            output.line(Tables.of(rows));
        }
        for (JsonNode problem : result.path("problems")) {
            output.line(problem.asText());
        }
        return right ? ExitCode.DONE : ExitCode.NOT_RIGHT;
    }

    private static String joined(JsonNode names) {
        List<String> list = new ArrayList<>();
        names.forEach(name -> list.add(name.asText()));
        return String.join(", ", list);
    }

    private static String ledgers(JsonNode ledgers) {
        List<String> list = new ArrayList<>();
        ledgers.forEach(ledger -> list.add(ledger.path("name").asText()
                + (ledger.has("processed")
                        ? " (" + ledger.path("processed").asLong() + " of "
                                + (ledger.path("processed").asLong()
                                        + ledger.path("lag").asLong()) + ")"
                        : "")));
        return String.join(", ", list);
    }

    /** Shows what an addon logged. */
    @Command(name = "log", description = "Show the latest lines an addon logged.")
    static final class Log extends HostCommand {
        @Parameters(paramLabel = "NAME")
        String addon;

        @Override
        int perform(HostSession host, Output output) {
            ObjectNode result = host.perform("log", parameters().put("addon", addon));
            if (output.isJson()) {
                output.json(result);
            } else {
                result.path("lines").forEach(line -> output.line(line.asText()));
            }
            return ExitCode.DONE;
        }
    }

    /** Loads an addon again. */
    @Command(name = "reload", description = "Load an addon's files as they are now, and replay. For running hosts.")
    static final class Reload extends HostCommand {
        @Parameters(paramLabel = "NAME")
        String addon;

        @Override
        int perform(HostSession host, Output output) {
            ObjectNode result = host.perform("reload", parameters().put("addon", addon));
            if (output.isJson()) {
                output.json(result);
            } else {
                output.line(addon + " is loaded and has replayed.");
            }
            return ExitCode.DONE;
        }
    }

    /** Runs an addon's tests. */
    @Command(name = "test", description = "Run the tests in an addon's folder 'tests', on scratch ledgers.")
    static final class Test extends HostCommand {
        @Parameters(paramLabel = "NAME")
        String addon;

        @Override
        int perform(HostSession host, Output output) {
            ObjectNode result = host.perform("test", parameters().put("addon", addon));
            boolean passed = result.path("passed").asBoolean();
            if (output.isJson()) {
                output.json(result);
                return passed ? ExitCode.DONE : ExitCode.FAILED;
            }
            if (result.path("loadError").isTextual()) {
                output.line(addon + " and its tests do not load: "
                        + result.path("loadError").asText());
                return ExitCode.FAILED;
            }
            int failed = 0;
            for (JsonNode test : result.path("tests")) {
                boolean ok = test.path("error").isNull();
                failed += ok ? 0 : 1;
                output.line((ok ? "ok    " : "FAILS ")
                        + test.path("name").asText()
                        + (ok ? "" : "\n      " + test.path("error").asText()));
            }
            output.line(Output.text("%d tests, %d failed", result.path("tests").size(), failed));
            return passed ? ExitCode.DONE : ExitCode.FAILED;
        }
    }
}

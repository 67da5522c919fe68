package io.ledgerstone.host.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.host.HostException;
import io.ledgerstone.host.config.Config;
import io.ledgerstone.host.config.Settings;
import io.ledgerstone.host.operations.Host;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what a host does, with the guild ledger that comes along, in a folder that is gone afterwards. */
@Command(
        name = "demo",
        description =
                "Import the sample guild ledger into a temporary folder, replay it with the addons of plugins/, and show"
                        + " standings, loot, week hashes and what took how long.",
        subcommands = DemoMeshCommand.class)
final class DemoCommand implements Callable<Integer> {
    private static final String SAMPLE = "/sample/guild.lua";
    private static final String LEDGER = "guild";

    @Spec
    CommandSpec spec;

    @Mixin
    CommonOptions common;

    private final ObjectNode timings = HostCommand.parameters();

    @Override
    public Integer call() {
        Config config = common.readConfig();
        LogSetup.setLevel(common.debug ? "debug" : config.get(Settings.LOG_LEVEL));
        Output output =
                new Output(spec.commandLine().getOut(), spec.commandLine().getErr(), common.json);
        long begin = System.nanoTime();
        ObjectNode shown;
        try {
            Path folder = Files.createTempDirectory("ledgerstone-demo-");
            try {
                shown = show(folder, config, output);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new HostException("The demo needs a temporary folder: " + e.getMessage(), e);
        }
        timings.put("totalMs", (System.nanoTime() - begin) / 1_000_000);
        timings.put("processMs", processMs());
        shown.set("timings", timings);
        if (output.isJson()) {
            shown.remove("loot");
            output.json(shown);
        } else {
            DemoReport.print(shown, output);
        }
        return ExitCode.DONE;
    }

    private ObjectNode show(Path folder, Config config, Output output) throws IOException {
        Path file = folder.resolve("guild.lua");
        try (InputStream sample = DemoCommand.class.getResourceAsStream(SAMPLE)) {
            if (sample == null) {
                throw new HostException("The sample ledger is missing from this build");
            }
            Files.copy(sample, file);
        }
        Host host = timed("openMs", () -> Host.open(folder.resolve("data"), config));
        try (host;
                ProgressDisplay progress = output.progress()) {
            ObjectNode imported = timed(
                    "importMs",
                    () -> host.perform(
                            "import",
                            HostCommand.parameters()
                                    .put("file", file.toString())
                                    .put("ledger", LEDGER),
                            progress));
            JsonNode standings = timed(
                            "standingsMs",
                            () -> host.perform(
                                    "view", ViewCommand.call("GuildPoints", "standings", List.of()), progress))
                    .path("result");
            JsonNode loot = timed(
                            "lootMs",
                            () -> host.perform("view", ViewCommand.call("LootHistory", "latest", List.of()), progress))
                    .path("result");
            JsonNode rosters = host.perform("state", rosters(), progress).path("state");
            JsonNode weeks = host.perform("weeks", HostCommand.parameters().put("ledger", LEDGER), progress)
                    .path("weeks");
            ObjectNode shown = HostCommand.parameters()
                    .put("entries", imported.path("rows").asLong());
            shown.set("roster", roster(standings, rosters));
            shown.put("stateHash", host.ledgers().get(LEDGER).status().stateHash());
            ArrayNode list = shown.putArray("weeks");
            weeks.forEach(week -> list.addArray()
                    .add(week.path("number").asLong())
                    .add(week.path("hash").asLong())
                    .add(week.path("count").asLong()));
            shown.set("loot", loot);
            return shown;
        }
    }

    private static ObjectNode rosters() {
        ObjectNode parameters = HostCommand.parameters().put("addon", "GuildPoints");
        parameters.putArray("path").add("rosters");
        return parameters;
    }

    /** The roster of the standings with its uid, and its members by their guid. */
    private static ObjectNode roster(JsonNode standings, JsonNode rosters) {
        String name = standings.path(0).path("roster").asText();
        ObjectNode roster = HostCommand.parameters().put("name", name);
        rosters.properties().forEach(one -> {
            if (one.getValue().path("name").asText().equals(name)) {
                roster.put("uid", Long.parseLong(one.getKey()));
            }
        });
        List<JsonNode> rows = new ArrayList<>();
        standings.forEach(rows::add);
        rows.sort(Comparator.comparing(row -> row.path("guid").asText()));
        ArrayNode profiles = roster.putArray("profiles");
        rows.forEach(row -> profiles.add(((ObjectNode) row).deepCopy().without("roster")));
        return roster;
    }

    private <T> T timed(String name, Supplier<T> work) {
        long begin = System.nanoTime();
        T result = work.get();
        timings.put(name, (System.nanoTime() - begin) / 1_000_000);
        return result;
    }

    /** How long this Java runs, with its own start; what a launcher did before is not in it. */
    private static long processMs() {
        return System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

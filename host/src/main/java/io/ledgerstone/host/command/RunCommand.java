package io.ledgerstone.host.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.host.HostException;
import io.ledgerstone.host.config.Config;
import io.ledgerstone.host.config.Settings;
import io.ledgerstone.host.control.ControlServer;
import io.ledgerstone.host.control.Operations;
import io.ledgerstone.host.control.RemoteOperations;
import io.ledgerstone.host.folder.Ledgers;
import io.ledgerstone.host.operations.Host;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a host until it is told to end. */
@Command(
        name = "run",
        description =
                "Run a host on the data folder until Ctrl+C: addons follow their ledgers, and other commands talk to it.")
final class RunCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    CommonOptions common;

    @Option(
            names = "--insecure",
            description =
                    "Link this host by a mesh without keys and encryption, as mesh.mode = \"insecure\" does. For experiments on"
                            + " this computer only: any program on it may then read and write every ledger.")
    boolean insecure;

    @Option(
            names = "--while",
            paramLabel = "PID",
            hidden = true,
            description = "End as soon as this process has ended, however it ended.")
    @Nullable Long other;

    @Override
    public Integer call() throws InterruptedException {
        Config read = common.readConfig();
        Config config = insecure ? read.with(Settings.MESH_MODE, "insecure") : read;
        LogSetup.setLevel(common.debug ? "debug" : config.get(Settings.LOG_LEVEL));
        Output output =
                new Output(spec.commandLine().getOut(), spec.commandLine().getErr(), common.json);
        Path folder = common.dataFolder(config);
        Optional<Operations> running = RemoteOperations.connect(folder);
        if (running.isPresent()) {
            try (Operations host = running.get()) {
                throw new HostException("A host runs on " + folder + " already, process "
                        + host.perform("host", HostCommand.parameters(), (step, done, total) -> {})
                                .path("pid")
                                .asLong()
                        + "; every command talks to it");
            }
        }
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = new Thread(
                () -> {
                    end.countDown();
                    await(ended);
                },
                "shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        if (other != null) {
            endWith(other, end);
        }
        try {
            runUntil(end, folder, config, output);
            output.remark("The host has stopped.");
        } finally {
            // Java halts as soon as the hook returns.
            ended.countDown();
        }
        return ExitCode.DONE;
    }

    /** Ends when another process does. */
    @SuppressWarnings("FutureReturnValueIgnored") // Counting down is the last there is to do.
    private static void endWith(long other, CountDownLatch end) {
        ProcessHandle.of(other).ifPresentOrElse(process -> process.onExit().thenRun(end::countDown), end::countDown);
    }

    private static void runUntil(CountDownLatch end, Path folder, Config config, Output output)
            throws InterruptedException {
        try (Host host = Host.open(folder, config)) {
            host.addons().onLog((addon, line) -> output.remark(addon + ": " + line));
            ObjectNode started = start(host, folder);
            ControlServer server = ControlServer.start(folder, host);
            try (server) {
                announce(started, output);
                end.await();
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ObjectNode start(Host host, Path folder) {
        ObjectNode started = HostCommand.parameters()
                .put("pid", ProcessHandle.current().pid())
                .put("data", folder.toString());
        ArrayNode ledgers = started.putArray("ledgers");
        Ledgers.All all = host.ledgers().all();
        all.readable()
                .forEach(ledger -> ledgers.addObject()
                        .put("name", ledger.name())
                        .put("entries", ledger.status().entries()));
        host.addons().startAll();
        ArrayNode addons = started.putArray("addons");
        host.addons().found().stream()
                .filter(addon -> addon.problem() == null)
                .forEach(addon -> addons.add(addon.name()));
        host.mesh()
                .start()
                .ifPresent(mesh -> started.putObject("mesh")
                        .put("node", mesh.node())
                        .put("address", mesh.address())
                        .put("insecure", !mesh.hasGroup()));
        ArrayNode problems = started.putArray("problems");
        all.unreadable().forEach((name, reason) -> problems.add("ledger " + name + ": " + reason));
        host.addons().problems().forEach(problems::add);
        return started;
    }

    private static void announce(ObjectNode started, Output output) {
        if (output.isJson()) {
            output.json(started);
            return;
        }
        output.line("A host runs on " + started.path("data").asText() + ", process "
                + started.path("pid").asLong() + ". Ctrl+C stops it.");
        started.path("ledgers")
                .forEach(ledger -> output.line(Output.text(
                        "  ledger %s: %d entries",
                        ledger.path("name").asText(), ledger.path("entries").asLong())));
        started.path("addons").forEach(addon -> output.line("  addon " + addon.asText()));
        JsonNode mesh = started.path("mesh");
        if (mesh.isObject()) {
            output.line(Output.text(
                    "  mesh node %d at %s",
                    mesh.path("node").asLong(), mesh.path("address").asText()));
        }
        if (mesh.path("insecure").asBoolean()) {
            output.line(
                    "  WARNING: this mesh is insecure. Any program on this computer may read and write every ledger;"
                            + " it is for experiments only.");
        }
        started.path("problems").forEach(problem -> output.line("  " + problem.asText()));
    }
}

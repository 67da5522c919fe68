package io.ledgerstone.host.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.host.HostException;
import io.ledgerstone.host.config.Config;
import io.ledgerstone.host.control.Operations;
import io.ledgerstone.host.control.RemoteOperations;
import io.ledgerstone.host.folder.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Looks for what could be wrong with this machine, the configuration, the folder and the addons. */
@Command(
        name = "doctor",
        description = "Look for what could be wrong: JDK, configuration, data folder, ledgers, addons.")
final class DoctorCommand implements Callable<Integer> {
    private static final long FREE_BYTES_LITTLE = 256L * 1024 * 1024;
    private static final int JAVA_RELEASE = 25;

    @Spec
    CommandSpec spec;

    @Mixin
    CommonOptions common;

    private final ArrayNode findings = HostCommand.parameters().arrayNode();
    private boolean right = true;

    @Override
    public Integer call() {
        Output output =
                new Output(spec.commandLine().getOut(), spec.commandLine().getErr(), common.json);
        LogSetup.setLevel("error");
        checkJava();
        Config config = checkConfig();
        if (config != null) {
            Path folder = common.dataFolder(config);
            checkFolder(folder);
            checkHost(folder, config, output);
        }
        if (output.isJson()) {
            ObjectNode result = HostCommand.parameters().put("ok", right);
            output.json(result.set("findings", findings));
        } else {
            for (JsonNode finding : findings) {
                output.line((finding.path("ok").asBoolean() ? "ok       " : "NOT OK   ")
                        + finding.path("text").asText());
            }
        }
        return right ? ExitCode.DONE : ExitCode.NOT_RIGHT;
    }

    private void found(boolean ok, String text) {
        findings.addObject().put("ok", ok).put("text", text);
        right &= ok;
    }

    private void checkJava() {
        String vm = System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version");
        found(
                Runtime.version().feature() >= JAVA_RELEASE,
                vm + " in " + System.getProperty("java.home")
                        + (Runtime.version().feature() >= JAVA_RELEASE ? "" : "; JDK " + JAVA_RELEASE + " is needed"));
        found(
                true,
                Output.text(
                        "%d processors, at most %d MiB of Java memory",
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.getRuntime().maxMemory() / (1024 * 1024)));
        boolean compiler = ModuleLayer.boot().findModule("jdk.graal.compiler").isPresent();
        found(
                true,
                compiler
                        ? "the compiler for JavaScript is on"
                        : "the compiler for JavaScript is off in this command, as in all short ones; 'run' turns it on if the JDK"
                                + " can take it");
    }

    private @org.jspecify.annotations.Nullable Config checkConfig() {
        try {
            Config config = common.readConfig();
            found(
                    true,
                    Files.exists(common.configFile())
                            ? "configuration " + common.configFile()
                            : "no configuration file; all settings are at their defaults");
            return config;
        } catch (HostException e) {
            found(false, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private void checkFolder(Path folder) {
        if (!Files.exists(folder)) {
            found(true, "data folder " + folder + " is not there yet; it is made when it is needed");
            return;
        }
        found(
                Files.isWritable(folder),
                "data folder " + folder
                        + (Files.isWritable(folder) ? " can be written to" : " cannot be written to by this user"));
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            found(
                    free > FREE_BYTES_LITTLE,
                    free / (1024 * 1024) + " MiB free on its disk"
                            + (free > FREE_BYTES_LITTLE ? "" : "; make room, or nothing more can be appended"));
        } catch (IOException e) {
            found(false, "the free space of " + folder + " cannot be told: " + e.getMessage());
        }
    }

    private void checkHost(Path folder, Config config, Output output) {
        Optional<Operations> running = RemoteOperations.connect(folder);
        running.ifPresent(Operations::close);
        found(
                true,
                running.isPresent()
                        ? "a host runs on it, process "
                                + DataFolder.lastHolder(folder).orElse("unknown")
                        : "no host runs on it");
        if (!Files.exists(folder)) {
            return;
        }
        try (HostSession host = HostSession.open(folder, config, output)) {
            for (JsonNode ledger :
                    host.perform("ledgers", HostCommand.parameters()).path("ledgers")) {
                String name = ledger.path("name").asText();
                if (ledger.has("entries")) {
                    found(
                            ledger.path("problems").isEmpty(),
                            "ledger " + name + ", " + ledger.path("entries").asLong() + " entries");
                }
                ledger.path("problems").forEach(problem -> found(false, name + ": " + problem.asText()));
            }
            JsonNode addons = host.perform("addons", HostCommand.parameters());
            for (JsonNode addon : addons.path("addons")) {
                if (!addon.path("problem").isTextual()) {
                    found(true, "addon " + addon.path("name").asText());
                }
            }
            addons.path("problems").forEach(problem -> found(false, "addon " + problem.asText()));
        } catch (HostException e) {
            found(false, String.valueOf(e.getMessage()));
        }
    }
}

package io.ledgerstone.host.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.host.HostException;
import io.ledgerstone.host.control.Operations;
import io.ledgerstone.host.control.Progress;
import io.ledgerstone.host.control.RemoteOperations;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A host in a process and a folder of its own, which ends when this process does. For one thread, but for {@link #kill}. */
final class ChildHost {
    private static final int OUTPUT_CHARACTERS_SHOWN_MAX = 2000;

    private final int number;
    private final Path home;
    private final List<String> launcher;
    private volatile @Nullable Process process;
    private @Nullable Operations operations;

    /**
     * Writes the configuration of a host in its folder.
     *
     * @param number which of several it is, from 1
     * @param launcher what starts Java, if not the system: a command that takes another one
     */
    ChildHost(int number, Path home, String configuration, List<String> launcher) throws IOException {
        this.number = number;
        this.home = home;
        this.launcher = List.copyOf(launcher);
        Files.createDirectories(home);
        Files.writeString(home.resolve("ledgerstone.toml"), configuration);
    }

    int number() {
        return number;
    }

    Path home() {
        return home;
    }

    void start() throws IOException {
        List<String> command = new ArrayList<>(launcher);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xlog:disable",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dfile.encoding=UTF-8",
                "-Dledgerstone.home=" + home));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("-XX:SharedArchiveFile="))
                .forEach(command::add);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "io.ledgerstone.host.Ledgerstone",
                "run",
                "--while",
                Long.toString(ProcessHandle.current().pid())));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    private Path log() {
        return home.resolve("host.log");
    }

    /** Whether it can be asked now. */
    boolean answers() {
        Process running = process;
        if (running != null && !running.isAlive()) {
            throw new HostException("Host " + number + " ended at once:\n" + output());
        }
        if (operations == null) {
            Optional<Operations> found = RemoteOperations.connect(home.resolve("data"));
            if (found.isEmpty()) {
                return false;
            }
            operations = found.get();
        }
        return true;
    }

    /** The end of what it wrote. */
    String output() {
        try {
            String all = new String(Files.readAllBytes(log()), StandardCharsets.UTF_8);
            return all.substring(Math.max(0, all.length() - OUTPUT_CHARACTERS_SHOWN_MAX));
        } catch (IOException e) {
            return "(its output cannot be read: " + e.getMessage() + ")";
        }
    }

    ObjectNode ask(String operation, ObjectNode parameters) {
        Operations host = operations;
        if (host == null) {
            throw new HostException("Host " + number + " does not run");
        }
        return host.perform(operation, parameters, Progress.NONE);
    }

    /** Ends it as {@code kill -9} does, and waits until it is gone. */
    void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            try {
                running.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Lets go of the connection to a process that is gone. */
    void forget() {
        if (operations != null) {
            operations.close();
            operations = null;
        }
    }
}

package io.ledgerstone.host.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** The command line in this process, on a home folder of its own. */
final class Shell {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path REPOSITORY_PLUGINS =
            Path.of("..", "plugins").toAbsolutePath().normalize();

    private final Path home;

    /** What a command wrote and returned. */
    record Result(int code, String out, String err) {
        JsonNode json() {
            try {
                return JSON.readTree(out);
            } catch (JsonProcessingException e) {
                throw new AssertionError("no JSON: " + out + err, e);
            }
        }

        Result succeeds() {
            assertThat(code).as(out + err).isZero();
            return this;
        }
    }

    /** A home with an empty plugins folder. */
    Shell(Path home) {
        this.home = home;
        write("ledgerstone.toml", "plugins = ['plugins']\n");
    }

    /** A home with the addons that come along. */
    static Shell withShippedAddons(Path home) {
        Shell shell = new Shell(home);
        shell.write("ledgerstone.toml", "plugins = ['plugins', '" + REPOSITORY_PLUGINS + "']\n");
        return shell;
    }

    Path home() {
        return home;
    }

    Path data() {
        return home.resolve("data");
    }

    Result run(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.add("--config");
        all.add(home.resolve("ledgerstone.toml").toString());
        return runPlainly(all.toArray(String[]::new));
    }

    static Result runPlainly(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = LedgerstoneCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        int code = line.execute(args);
        return new Result(code, out.toString(), err.toString());
    }

    /** Runs with --json and gives the object, whatever the exit code. */
    JsonNode json(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.add("--json");
        return run(all.toArray(String[]::new)).json();
    }

    Path write(String file, String text) {
        try {
            Path path = home.resolve(file);
            Files.createDirectories(path.getParent());
            return Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sample that comes along, as a file. */
    Path sample() {
        try (var in = Shell.class.getResourceAsStream("/sample/guild.lua")) {
            Path file = home.resolve("guild.lua");
            Files.write(file, in.readAllBytes());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.ledgerstone.host.command;

import io.ledgerstone.host.HostException;
import io.ledgerstone.host.config.Config;
import io.ledgerstone.host.config.ConfigFile;
import io.ledgerstone.host.config.ConfigOutcome;
import io.ledgerstone.host.config.ConfigProblem;
import io.ledgerstone.host.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command has. */
final class CommonOptions {
    @Option(names = "--json", description = "Print one JSON object instead of text.")
    boolean json;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data folder. Default: the configured one, which is 'data' beside the launcher.")
    @Nullable Path data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration. Default: ledgerstone.toml beside the launcher.")
    @Nullable Path config;

    @Option(names = "--debug", description = "Say more about what goes wrong.")
    boolean debug;

    /** The folder of the launcher, or the current one. */
    static Path home() {
        return Path.of(Objects.requireNonNullElse(System.getProperty("ledgerstone.home"), "."))
                .toAbsolutePath()
                .normalize();
    }

    Path configFile() {
        return config == null
                ? home().resolve(ConfigFile.NAME)
                : config.toAbsolutePath().normalize();
    }

    /** The configuration; a host exception lists all its problems. */
    Config readConfig() {
        Path file = configFile();
        if (config != null && !Files.exists(file)) {
            throw new HostException("There is no configuration file " + file);
        }
        return switch (ConfigFile.read(file)) {
            case ConfigOutcome.Read(Config read) -> read;
            case ConfigOutcome.Refused(var problems) ->
                throw new HostException(problems.stream()
                        .map(ConfigProblem::toString)
                        .collect(Collectors.joining("\n  ", "The configuration " + file + " has problems:\n  ", "")));
        };
    }

    Path dataFolder(Config read) {
        Path chosen = data != null ? data : read.path(read.get(Settings.DATA));
        return chosen.toAbsolutePath().normalize();
    }
}

package io.ledgerstone.host.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.host.config.Config;
import io.ledgerstone.host.config.ConfigFile;
import io.ledgerstone.host.config.Setting;
import io.ledgerstone.host.config.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the settings. */
@Command(name = "config", description = "Show the settings that hold, or explain all there are.")
final class ConfigCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    CommonOptions common;

    @Option(
            names = "--documented",
            description = "Print a configuration file with every setting explained, at its default.")
    boolean documented;

    @Override
    public Integer call() {
        Output output =
                new Output(spec.commandLine().getOut(), spec.commandLine().getErr(), common.json);
        if (documented) {
            output.line(ConfigFile.documented().stripTrailing());
            return ExitCode.DONE;
        }
        Config config = common.readConfig();
        ObjectNode values = HostCommand.parameters();
        for (Setting<?> setting : Settings.ALL) {
            values.putPOJO(setting.key(), config.find(setting).orElse(null));
        }
        if (output.isJson()) {
            output.json(values);
        } else {
            output.remark("# " + common.configFile());
            values.properties().forEach(value -> output.line(value.getKey() + " = " + value.getValue()));
        }
        return ExitCode.DONE;
    }
}

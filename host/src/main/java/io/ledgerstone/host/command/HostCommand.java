package io.ledgerstone.host.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.host.config.Config;
import io.ledgerstone.host.config.Settings;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that asks a host for something. */
abstract class HostCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    CommonOptions common;

    /** Asks and prints; answers the exit code. */
    abstract int perform(HostSession host, Output output);

    @Override
    public Integer call() {
        Config config = common.readConfig();
        LogSetup.setLevel(common.debug ? "debug" : config.get(Settings.LOG_LEVEL));
        Output output = output();
        try (HostSession host = HostSession.open(common.dataFolder(config), config, output)) {
            return perform(host, output);
        }
    }

    Output output() {
        return new Output(spec.commandLine().getOut(), spec.commandLine().getErr(), common.json);
    }

    static ObjectNode parameters() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The ledger of a name, or the configured one. */
    String ledger(@Nullable String named) {
        return named != null ? named : common.readConfig().get(Settings.LEDGER_NAME);
    }
}

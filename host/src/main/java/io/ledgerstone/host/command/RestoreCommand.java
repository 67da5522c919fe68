package io.ledgerstone.host.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.host.HostException;
import io.ledgerstone.host.backup.BackupFile;
import io.ledgerstone.host.backup.Restore;
import io.ledgerstone.host.control.Operations;
import io.ledgerstone.host.control.RemoteOperations;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a data folder from a backup. No host may run on it. */
@Command(
        name = "restore",
        description =
                "Make the data folder from a backup. A folder that has ledgers is replaced with --force only, and then kept"
                        + " aside.")
final class RestoreCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    CommonOptions common;

    @Parameters(paramLabel = "FILE", description = "A file that 'backup' or 'import' made.")
    Path file;

    @Option(names = "--force", description = "Replace a folder that has ledgers; it is moved aside, not deleted.")
    boolean force;

    @Override
    public Integer call() {
        Output output =
                new Output(spec.commandLine().getOut(), spec.commandLine().getErr(), common.json);
        Path folder = common.dataFolder(common.readConfig());
        Optional<Operations> running = RemoteOperations.connect(folder);
        if (running.isPresent()) {
            running.get().close();
            throw new HostException("A host runs on " + folder + "; stop it, then restore");
        }
        BackupFile backup = BackupFile.open(file.toAbsolutePath().normalize());
        Optional<Path> aside;
        try (ProgressDisplay progress = output.progress()) {
            aside = Restore.into(folder, backup, force, progress);
        }
        if (output.isJson()) {
            ObjectNode result = JsonNodeFactory.instance
                    .objectNode()
                    .put("folder", folder.toString())
                    .put("madeAt", backup.content().madeAt())
                    .put("ledgers", backup.content().ledgers().size())
                    .put("entries", backup.content().entries());
            output.json(result.put("replaced", aside.map(Path::toString).orElse(null)));
        } else {
            output.line(Output.text(
                    "%s has %d entries in %d ledgers, as of %s",
                    folder,
                    backup.content().entries(),
                    backup.content().ledgers().size(),
                    backup.content().madeAt()));
            aside.ifPresent(path -> output.line("what was there before is in " + path));
        }
        return ExitCode.DONE;
    }
}

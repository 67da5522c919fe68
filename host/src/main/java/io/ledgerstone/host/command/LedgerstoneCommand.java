package io.ledgerstone.host.command;

import io.ledgerstone.addon.AddonException;
import io.ledgerstone.host.HostException;
import io.ledgerstone.ledger.entry.LedgerException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The whole command line. */
@Command(
        name = "ledgerstone",
        mixinStandardHelpOptions = true,
        version = "ledgerstone 0.1.0",
        description = "Runs players' Lua and JavaScript addons over insert-only event ledgers.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:not done; the message says why",
            "2:the command line made no sense",
            "3:done, but something is not right: a file was cut, entries were refused or are equivocal, an addon stands still,"
                    + " copies or states differ, a check found something"
        },
        footer = {"", "Try 'ledgerstone demo' first, then 'ledgerstone demo mesh'."},
        subcommands = {
            RunCommand.class,
            DemoCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            AppendCommand.class,
            IgnoreCommand.class,
            EntriesCommand.class,
            WeeksCommand.class,
            ViewCommand.class,
            StateCommand.class,
            CallCommand.class,
            AddonsCommand.class,
            LedgersCommand.class,
            PeersCommand.class,
            ChannelCommand.class,
            MeshCommand.class,
            InviteCommand.class,
            JoinCommand.class,
            RosterCommand.class,
            RevokeCommand.class,
            VerifyCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            DoctorCommand.class,
            ConfigCommand.class,
            GenerateCompletion.class
        })
public final class LedgerstoneCommand implements Runnable {
    @Spec
    CommandSpec spec;

    private LedgerstoneCommand() {}

    /** The command line, ready to execute. Standard streams unless it is told others. */
    public static CommandLine commandLine() {
        CommandLine line = new CommandLine(new LedgerstoneCommand());
        addHelp(line);
        return line.setExecutionExceptionHandler(LedgerstoneCommand::failed)
                .setParameterExceptionHandler(LedgerstoneCommand::misused)
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    private static void addHelp(CommandLine line) {
        for (CommandLine sub : line.getSubcommands().values()) {
            sub.getCommandSpec().mixinStandardHelpOptions(true);
            addHelp(sub);
        }
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** One sentence for what somebody can mend; the trace for what only we can, or if it was asked for. */
    private static int failed(Exception e, CommandLine line, @Nullable ParseResult parsed) {
        Output output = output(line);
        boolean expected = e instanceof HostException
                || e instanceof LedgerException
                || e instanceof AddonException
                || e instanceof UncheckedIOException;
        String message = expected
                ? String.valueOf(e.getMessage())
                : "Something in Ledgerstone itself broke: " + e + "; --debug shows where";
        if (output.isJson()) {
            output.json(HostCommand.parameters().put("error", message));
        } else {
            output.remark("ledgerstone: " + message);
        }
        if (isSet(line, "--debug")) {
            e.printStackTrace(line.getErr());
        }
        return ExitCode.FAILED;
    }

    private static Output output(CommandLine line) {
        return new Output(line.getOut(), line.getErr(), isSet(line, "--json"));
    }

    private static boolean isSet(CommandLine line, String option) {
        ParseResult parsed = line.getParseResult();
        return parsed != null && parsed.hasMatchedOption(option);
    }

    private static int misused(ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        PrintWriter err = line.getErr();
        err.println("ledgerstone: " + e.getMessage());
        UnmatchedArgumentException.printSuggestions(e, err);
        err.println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
        return ExitCode.USAGE;
    }
}

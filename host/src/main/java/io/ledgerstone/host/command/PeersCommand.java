package io.ledgerstone.host.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows how far this host's ledgers are the same as those of its peers. */
@Command(
        name = "peers",
        description =
                "Show, for every ledger and peer, whether both copies are the same, who lacks how much, and whether the"
                        + " addons came to the same state.",
        footer = {
            "",
            "The exit code is 3 if something differs and nobody works on it, or if an addon's states differ.",
            "docs/mesh.md says what each verdict means."
        })
final class PeersCommand extends HostCommand {
    @Option(names = "--ledger", paramLabel = "NAME", description = "This ledger only.")
    @Nullable String ledger;

    @Override
    int perform(HostSession host, Output output) {
        ObjectNode result = host.perform("peers", parameters());
        if (ledger != null) {
            result = PeersReport.only(ledger, result);
        }
        if (output.isJson()) {
            output.json(result);
        } else {
            PeersReport.print(result, output);
        }
        return PeersReport.isRight(result) ? ExitCode.DONE : ExitCode.NOT_RIGHT;
    }
}

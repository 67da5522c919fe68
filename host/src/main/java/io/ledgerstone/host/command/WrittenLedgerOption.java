package io.ledgerstone.host.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which ledger a command writes to, if it may be a new one. */
final class WrittenLedgerOption {
    @Option(
            names = "--ledger",
            paramLabel = "NAME",
            description = "The ledger; it is made if there is none. Default: the configured one, which is 'guild'.")
    @Nullable String ledger;
}

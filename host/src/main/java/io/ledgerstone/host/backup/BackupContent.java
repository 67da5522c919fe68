package io.ledgerstone.host.backup;

import io.ledgerstone.host.folder.HostIdentity;
import io.ledgerstone.ledger.entry.KeyLayout;
import java.util.List;

/**
 * What is in a backup.
 *
 * @param madeAt when it was made, such as {@code 2026-11-21T08:30:00Z}
 * @param identity who made the host's own entries
 * @param ledgers the ledgers
 */
public record BackupContent(String madeAt, HostIdentity identity, List<LedgerContent> ledgers) {
    /** Copies the list. */
    public BackupContent {
        ledgers = List.copyOf(ledgers);
    }

    /**
     * A ledger of a backup.
     *
     * @param name its name
     * @param layout the numbers its keys are made of
     * @param file the zip entry of its records
     * @param entries how many there are
     * @param sha256 of the records' bytes, in hexadecimal
     */
    public record LedgerContent(String name, KeyLayout layout, String file, long entries, String sha256) {}

    /** How many entries there are in all. */
    public long entries() {
        return ledgers.stream().mapToLong(LedgerContent::entries).sum();
    }
}

package io.ledgerstone.host.backup;

import io.ledgerstone.host.HostException;
import io.ledgerstone.host.backup.BackupContent.LedgerContent;
import io.ledgerstone.host.control.Progress;
import io.ledgerstone.host.folder.DataFolder;
import io.ledgerstone.host.folder.Ledgers;
import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.LedgerOptions;
import io.ledgerstone.ledger.Source;
import io.ledgerstone.ledger.entry.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes a data folder from a backup. What was there before is moved aside, never deleted. */
public final class Restore {
    private static final int CHUNK = 1000;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private Restore() {}

    /**
     * Restores a backup. The folder appears when everything in it is durable.
     *
     * @param force whether a folder that has ledgers may be replaced
     * @return where the replaced folder is now, if there was one
     * @throws HostException if the backup is damaged, the folder is in use or may not be replaced
     */
    public static Optional<Path> into(Path dataFolder, BackupFile backup, boolean force, Progress progress) {
        backup.verify(progress);
        Path target = dataFolder.toAbsolutePath().normalize();
        boolean exists = Files.exists(target);
        if (exists) {
            DataFolder.open(target).close();
            if (!force && !DataFolder.ledgerNames(target).isEmpty()) {
                throw new HostException("The data folder " + target + " has the ledgers "
                        + String.join(", ", DataFolder.ledgerNames(target))
                        + "; restore into another one with --data, or replace it with --force (it is kept aside)");
            }
        }
        String stamp = LocalDateTime.now(ZoneId.systemDefault()).format(STAMP);
        Path fresh = target.resolveSibling(target.getFileName() + ".restoring-" + stamp);
        fill(fresh, backup, progress);
        try {
            Optional<Path> aside = Optional.empty();
            if (exists) {
                Path replaced = target.resolveSibling(target.getFileName() + ".replaced-" + stamp);
                Files.move(target, replaced, StandardCopyOption.ATOMIC_MOVE);
                aside = Optional.of(replaced);
            }
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            return aside;
        } catch (IOException e) {
            throw new HostException(
                    "The restored folder " + fresh + " is whole, but cannot be moved to " + target + ": "
                            + e.getMessage() + "; move it yourself",
                    e);
        }
    }

    private static void fill(Path fresh, BackupFile backup, Progress progress) {
        try (DataFolder folder = DataFolder.open(fresh);
                Ledgers ledgers = new Ledgers(folder, LedgerOptions.DEFAULT)) {
            backup.content().identity().writeTo(fresh);
            for (LedgerContent content : backup.content().ledgers()) {
                Ledger ledger = ledgers.findOrMake(content.name(), content.layout());
                fill(ledger, content, backup, progress);
                long kept = ledger.status().journalEnd();
                if (kept != content.entries()) {
                    throw new HostException("The ledger " + content.name() + " has " + kept + " entries instead of "
                            + content.entries() + " after restoring; the folder " + fresh + " was left as it is");
                }
            }
        }
    }

    private static void fill(Ledger ledger, LedgerContent content, BackupFile backup, Progress progress) {
        Source source = new Source(Source.Kind.FILE, "backup");
        List<Entry> chunk = new ArrayList<>(CHUNK);
        backup.read(
                content,
                entry -> {
                    chunk.add(entry);
                    if (chunk.size() == CHUNK) {
                        ledger.insert(List.copyOf(chunk), source).join();
                        chunk.clear();
                    }
                },
                (step, done, total) -> progress.at("restoring " + content.name(), done, total));
        ledger.insert(List.copyOf(chunk), source).join();
    }
}

package io.ledgerstone.host.backup;

import io.ledgerstone.host.HostException;
import io.ledgerstone.host.backup.BackupContent.LedgerContent;
import io.ledgerstone.host.control.Progress;
import io.ledgerstone.host.folder.DataFolder;
import io.ledgerstone.host.folder.Ledgers;
import io.ledgerstone.ledger.Authorization;
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
     * Restores a backup. The folder appears when everything in it is durable. A folder that is not empty and no data folder is
     * never replaced.
     *
     * @param force whether a folder that has ledgers may be replaced
     * @return where the replaced folder is now, if there was one
     * @throws HostException if the backup is damaged, the folder is in use or may not be replaced
     */
    public static Optional<Path> into(Path dataFolder, BackupFile backup, boolean force, Progress progress) {
        backup.verify(progress);
        Path target = dataFolder.toAbsolutePath().normalize();
        String stamp = LocalDateTime.now(ZoneId.systemDefault()).format(STAMP);
        Path fresh = target.resolveSibling(target.getFileName() + ".restoring-" + stamp);
        if (!Files.exists(target)) {
            fill(fresh, backup, progress, () -> move(fresh, target));
            return Optional.empty();
        }
        requireReplaceable(target, force);
        Path replaced = target.resolveSibling(target.getFileName() + ".replaced-" + stamp);
        // Nobody may open the folder, and append to it, while its successor is made.
        try (DataFolder held = DataFolder.open(target)) {
            fill(fresh, backup, progress, () -> {
                held.prepareMove();
                move(target, replaced);
                try {
                    move(fresh, target);
                } catch (HostException e) {
                    moveBack(replaced, target, fresh, e);
                }
            });
        }
        return Optional.of(replaced);
    }

    private static void requireReplaceable(Path target, boolean force) {
        if (!DataFolder.isOne(target)) {
            if (!DataFolder.isEmpty(target)) {
                throw new HostException(target + " is no data folder of Ledgerstone and is not empty, so it is not"
                        + " replaced; restore into another one with --data");
            }
            return;
        }
        List<String> ledgers = DataFolder.ledgerNames(target);
        if (!force && !ledgers.isEmpty()) {
            throw new HostException("The data folder " + target + " has the ledgers " + String.join(", ", ledgers)
                    + "; restore into another one with --data, or replace it with --force (it is kept aside)");
        }
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new HostException(from + " cannot be moved to " + to + ": " + e.getMessage(), e);
        }
    }

    private static void moveBack(Path replaced, Path target, Path fresh, HostException why) {
        try {
            move(replaced, target);
        } catch (HostException e) {
            e.addSuppressed(why);
            throw new HostException(
                    why.getMessage() + "; what was in " + target + " is in " + replaced + " now, and the restored"
                            + " folder, which is whole, in " + fresh + "; move one of them there yourself",
                    e);
        }
        throw new HostException(
                why.getMessage() + "; " + target + " is as it was, and the restored folder, which is whole, is "
                        + fresh,
                why);
    }

    /** Fills a new folder and does the last step while it is still locked. */
    private static void fill(Path fresh, BackupFile backup, Progress progress, Runnable last) {
        try (DataFolder folder = DataFolder.open(fresh)) {
            fill(folder, backup, progress);
            folder.prepareMove();
            last.run();
        }
    }

    private static void fill(DataFolder folder, BackupFile backup, Progress progress) {
        Path fresh = folder.path();
        try (Ledgers ledgers = new Ledgers(folder, LedgerOptions.DEFAULT, name -> Authorization.OPEN)) {
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

package io.ledgerstone.host.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.host.HostException;
import io.ledgerstone.host.backup.BackupFile;
import io.ledgerstone.host.control.Progress;
import io.ledgerstone.host.folder.DataFolder;
import io.ledgerstone.host.folder.Ledgers;
import io.ledgerstone.ledger.Ledger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies all ledgers to a file, when asked to and before every import. */
final class BackupOperation {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT);
    private static final String BEFORE_IMPORT = "before-import-";
    private static final String ENDING = ".zip";
    private static final Logger LOG = LoggerFactory.getLogger(BackupOperation.class);

    /** Copies made before imports that are kept. */
    private static final int KEPT_MAX = 10;

    private final DataFolder folder;
    private final Ledgers ledgers;

    BackupOperation(DataFolder folder, Ledgers ledgers) {
        this.folder = folder;
        this.ledgers = ledgers;
    }

    ObjectNode perform(Parameters parameters, Progress progress) {
        Path file = parameters
                .optionalText("file")
                .map(text -> Parameters.path("file", text))
                .orElseGet(() -> folder.backups()
                        .resolve("backup-"
                                + LocalDateTime.now(ZoneId.systemDefault()).format(STAMP) + ENDING));
        if (Files.exists(file)) {
            throw new HostException(file + " exists already; name another file");
        }
        Ledgers.All all = ledgers.all();
        BackupFile backup = write(file, all.readable(), progress);
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("file", file.toString());
        try {
            result.put("bytes", Files.size(file));
        } catch (IOException e) {
            throw new HostException(file + " cannot be read: " + e.getMessage(), e);
        }
        result.put("verified", true);
        ArrayNode list = result.putArray("ledgers");
        backup.content()
                .ledgers()
                .forEach(ledger -> list.addObject().put("name", ledger.name()).put("entries", ledger.entries()));
        ArrayNode missing = result.putArray("missing");
        all.unreadable().forEach((name, reason) -> missing.add(LedgerOperations.unreadable(name, reason)));
        return result;
    }

    /** A copy before something is imported, if there is anything to copy. */
    Optional<Path> beforeImport(Progress progress) {
        Ledgers.All found = ledgers.all();
        found.unreadable()
                .forEach((name, reason) -> LOG.warn(
                        "The copy before the import lacks the ledger {}, which cannot be opened: {}", name, reason));
        List<Ledger> all = found.readable();
        if (all.stream().allMatch(ledger -> ledger.status().journalEnd() == 0)) {
            return Optional.empty();
        }
        Path file = folder.backups()
                .resolve(BEFORE_IMPORT
                        + LocalDateTime.now(ZoneId.systemDefault()).format(STAMP)
                        + ENDING);
        write(file, all, progress);
        forgetOldest();
        return Optional.of(file);
    }

    private BackupFile write(Path file, List<Ledger> all, Progress progress) {
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
        } catch (IOException e) {
            throw new HostException("The folder of " + file + " cannot be made: " + e.getMessage(), e);
        }
        return BackupFile.write(file, folder.identity(), all, progress);
    }

    private void forgetOldest() {
        try (Stream<Path> files = Files.list(folder.backups())) {
            List<Path> old = files.filter(BackupOperation::isCopyBeforeImport)
                    .sorted(Comparator.comparing(Path::toString).reversed())
                    .skip(KEPT_MAX)
                    .toList();
            for (Path file : old) {
                Files.delete(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // The import need not wait for that.
            LOG.warn("Old copies in {} cannot be removed", folder.backups(), e);
        }
    }

    private static boolean isCopyBeforeImport(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(BEFORE_IMPORT) && name.endsWith(ENDING);
    }
}

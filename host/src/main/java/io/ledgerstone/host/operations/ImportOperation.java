package io.ledgerstone.host.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.host.HostException;
import io.ledgerstone.host.control.Progress;
import io.ledgerstone.host.folder.Ledgers;
import io.ledgerstone.host.savedvariables.FoundRow;
import io.ledgerstone.host.savedvariables.ReadReport;
import io.ledgerstone.host.savedvariables.SavedVariablesReader;
import io.ledgerstone.ledger.Inserted;
import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.Source;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.InvalidEntryException;
import io.ledgerstone.ledger.entry.InvalidEntryException.Reason;
import io.ledgerstone.ledger.entry.KeyLayout;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Takes the rows of a SavedVariables file into a ledger. The file is read twice: first to see which tables have rows, so that
 * nothing is written before it is clear where to, then for the rows.
 */
final class ImportOperation {
    private static final int CHUNK = 1000;
    private static final int CHUNKS_WAITING_MAX = 4;
    private static final int REFUSED_SHOWN_MAX = 20;

    private final Ledgers ledgers;
    private final BackupOperation backups;

    ImportOperation(Ledgers ledgers, BackupOperation backups) {
        this.ledgers = ledgers;
        this.backups = backups;
    }

    /** What the first reading finds under one path. */
    private static final class Found {
        private long rows;
        private long crossRealm;

        private void count(FoundRow row) {
            rows++;
            crossRealm +=
                    row instanceof FoundRow.Complete complete && complete.layout() == KeyLayout.CROSS_REALM ? 1 : 0;
        }

        private KeyLayout layout() {
            return crossRealm > 0 ? KeyLayout.CROSS_REALM : KeyLayout.CLASSIC;
        }
    }

    ObjectNode perform(Parameters parameters, Progress progress) {
        Path file = parameters.path("file");
        Map<String, Found> tables = new LinkedHashMap<>();
        ReadReport report = read(
                file,
                "looking for entries",
                progress,
                row -> tables.computeIfAbsent(row.table(), table -> new Found()).count(row));
        String table = choose(file, tables, parameters.optionalText("table"), report);
        String name = parameters.text("ledger");
        Found found = tables.getOrDefault(table, new Found());
        Optional<Path> backup = parameters.isTrue("noBackup") ? Optional.empty() : backups.beforeImport(progress);
        Ledger ledger = ledgers.findOrMake(name, found.layout());
        Insertion insertion = new Insertion(ledger, new Source(Source.Kind.FILE, String.valueOf(file.getFileName())));
        read(file, "importing", progress, row -> {
            if (row.table().equals(table)) {
                insertion.take(row);
            }
        });
        Inserted inserted = insertion.finish();
        ObjectNode result = JsonNodeFactory.instance
                .objectNode()
                .put("ledger", ledger.name())
                .put("layout", LedgerOperations.layout(ledger.layout()))
                .put("file", file.toString())
                .put("table", table)
                .put("rows", found.rows)
                .put("added", inserted.added())
                .put("known", inserted.known())
                .put("equivocal", inserted.equivocal());
        insertion.describe(result);
        describe(report, tables, table, result);
        result.put("backup", backup.map(Path::toString).orElse(null));
        return result;
    }

    private static ReadReport read(Path file, String step, Progress progress, Consumer<FoundRow> consumer) {
        try {
            long size = Files.size(file);
            try (InputStream in = new CountedInput(Files.newInputStream(file), done -> progress.at(step, done, size))) {
                return SavedVariablesReader.read(in, consumer);
            }
        } catch (NoSuchFileException e) {
            throw new HostException("There is no file " + file, e);
        } catch (IOException e) {
            throw new HostException(file + " cannot be read: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw new HostException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String choose(Path file, Map<String, Found> tables, Optional<String> wanted, ReadReport report) {
        if (wanted.isPresent()) {
            if (!tables.containsKey(wanted.get())) {
                throw new HostException(file + " has no entries in " + wanted.get() + "; it has them in "
                        + String.join(", ", tables.keySet()));
            }
            return wanted.get();
        }
        if (tables.isEmpty()) {
            throw new HostException(file + " has no entries: no table in it has the fields _a, _b, _c and _d"
                    + (report.isWhole()
                            ? ""
                            : ". It is damaged, too: " + report.damages().getFirst()));
        }
        if (tables.size() > 1) {
            StringBuilder list = new StringBuilder();
            tables.forEach((path, found) -> list.append("\n  ")
                    .append(path)
                    .append("   ")
                    .append(found.rows)
                    .append(" rows"));
            throw new HostException(file
                    + " has the entries of several ledgers. Import them one by one with --table and --ledger:" + list);
        }
        return tables.keySet().iterator().next();
    }

    private static void describe(ReadReport report, Map<String, Found> tables, String table, ObjectNode result) {
        result.put("whole", report.isWhole());
        result.put("rowsCut", report.rowsCut());
        result.put("damageCount", report.damageCount());
        ArrayNode damages = result.putArray("damages");
        report.damages()
                .forEach(damage -> damages.addObject()
                        .put("line", damage.line())
                        .put("column", damage.column())
                        .put("path", damage.path())
                        .put("message", damage.message()));
        ObjectNode others = result.putObject("otherTables");
        tables.forEach((path, found) -> {
            if (!path.equals(table)) {
                others.put(path, found.rows);
            }
        });
    }

    /** The rows on their way into the ledger: a few chunks wait for the disk while the next is read. */
    private static final class Insertion {
        private final Ledger ledger;
        private final Source source;
        private final List<Entry> chunk = new ArrayList<>(CHUNK);
        private final ArrayDeque<CompletableFuture<Inserted>> waiting = new ArrayDeque<>();
        private final Map<String, Long> refused = new TreeMap<>();
        private final List<FoundRow.Refused> shown = new ArrayList<>();
        private Inserted sum = Inserted.NONE;

        private Insertion(Ledger ledger, Source source) {
            this.ledger = ledger;
            this.source = source;
        }

        private void take(FoundRow row) {
            switch (row) {
                case FoundRow.Refused no -> refuse(no);
                case FoundRow.Complete complete -> {
                    try {
                        requireLayout(complete);
                        chunk.add(ledger.codec().seal(complete.key(), complete.type(), complete.fields()));
                    } catch (InvalidEntryException e) {
                        refuse(new FoundRow.Refused(
                                row.table(), row.item(), row.line(), e.reason(), String.valueOf(e.getMessage())));
                    }
                }
            }
            if (chunk.size() == CHUNK) {
                send();
            }
        }

        private void requireLayout(FoundRow.Complete row) {
            if (row.layout() != ledger.layout()) {
                throw new InvalidEntryException(
                        Reason.REALM_OUT_OF_RANGE,
                        row.layout() == KeyLayout.CLASSIC
                                ? "the row has no realm, _e, but the keys of this ledger have one"
                                : "the row has a realm, _e, but the keys of this ledger have none");
            }
        }

        private void refuse(FoundRow.Refused row) {
            refused.merge(row.reason().name(), 1L, Long::sum);
            if (shown.size() < REFUSED_SHOWN_MAX) {
                shown.add(row);
            }
        }

        private void send() {
            if (chunk.isEmpty()) {
                return;
            }
            waiting.add(ledger.insert(List.copyOf(chunk), source));
            chunk.clear();
            while (waiting.size() > CHUNKS_WAITING_MAX) {
                sum = sum.plus(LedgerOperations.durable(waiting.removeFirst()));
            }
        }

        private Inserted finish() {
            send();
            while (!waiting.isEmpty()) {
                sum = sum.plus(LedgerOperations.durable(waiting.removeFirst()));
            }
            sum.refused().forEach((reason, count) -> refused.merge(reason, count, Long::sum));
            return sum;
        }

        private void describe(ObjectNode result) {
            ObjectNode reasons = result.putObject("refused");
            refused.forEach(reasons::put);
            ArrayNode rows = result.putArray("refusedRows");
            shown.forEach(row -> rows.addObject()
                    .put("item", row.item())
                    .put("line", row.line())
                    .put("reason", row.reason().name())
                    .put("message", row.message()));
        }
    }
}

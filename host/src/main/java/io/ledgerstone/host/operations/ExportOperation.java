package io.ledgerstone.host.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.host.HostException;
import io.ledgerstone.host.control.Progress;
import io.ledgerstone.host.folder.Ledgers;
import io.ledgerstone.host.savedvariables.SavedVariablesWriter;
import io.ledgerstone.host.savedvariables.SavedVariablesWriter.Style;
import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.Query;
import io.ledgerstone.ledger.entry.Entry;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the entries that count to a file: as a SavedVariables file, or as lines of JSON. The file appears when it is whole. */
final class ExportOperation {
    private static final Logger LOG = LoggerFactory.getLogger(ExportOperation.class);
    private static final int LEFT_OUT_SHOWN_MAX = 20;

    private final Ledgers ledgers;

    ExportOperation(Ledgers ledgers) {
        this.ledgers = ledgers;
    }

    /** Where entries go. */
    private interface Sink {
        void add(Entry entry) throws IOException;

        /** Why an entry cannot go there, or an empty text. */
        String refusal(Entry entry);

        void end() throws IOException;
    }

    ObjectNode perform(Parameters parameters, Progress progress) {
        Ledger ledger = ledgers.get(parameters.text("ledger"));
        Query query = LedgerOperations.query(parameters, ledger.layout());
        Path file = parameters.path("file").toAbsolutePath();
        // A name that nobody else's file has.
        Path temporary = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".new");
        List<String> leftOut = new ArrayList<>();
        long leftOutCount = 0;
        long count = 0;
        try {
            try (Writer out = Files.newBufferedWriter(temporary);
                    Stream<Entry> entries = ledger.entries(query)) {
                Sink sink = sink(parameters, ledger, out);
                long total = ledger.status().entries();
                for (Iterator<Entry> each = entries.iterator(); each.hasNext(); ) {
                    Entry entry = each.next();
                    String refusal = sink.refusal(entry);
                    if (refusal.isEmpty()) {
                        sink.add(entry);
                        progress.at("exporting", ++count, total);
                    } else if (++leftOutCount <= LEFT_OUT_SHOWN_MAX) {
                        leftOut.add(entry.key().text(ledger.layout()) + ": " + refusal);
                    }
                }
                sink.end();
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new HostException(file + " cannot be written: " + e.getMessage(), e);
        } finally {
            delete(temporary);
        }
        ObjectNode result = JsonNodeFactory.instance
                .objectNode()
                .put("ledger", ledger.name())
                .put("file", file.toString())
                .put("entries", count)
                .put("leftOutCount", leftOutCount);
        ArrayNode shown = result.putArray("leftOut");
        leftOut.forEach(shown::add);
        return result;
    }

    private static void delete(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            LOG.warn("The half-made file {} cannot be removed", temporary, e);
        }
    }

    private static Sink sink(Parameters parameters, Ledger ledger, Writer out) throws IOException {
        String format = parameters.optionalText("format").orElse("savedvariables");
        return switch (format) {
            case "jsonl" -> new JsonLinesSink(ledger, out);
            case "savedvariables" -> {
                Style style = parameters.isTrue("indented") ? Style.INDENTED : Style.FLAT;
                SavedVariablesWriter writer = new SavedVariablesWriter(out, style);
                writer.begin(
                        parameters.optionalText("variable").orElse("LEDGERSTONE_DB"),
                        List.of(parameters.optionalText("database").orElse(ledger.name()), "ledger"));
                yield new RowsSink(ledger, writer);
            }
            default ->
                throw new HostException("There is no format '" + format + "'; there are savedvariables and jsonl");
        };
    }

    private record JsonLinesSink(Ledger ledger, Writer out) implements Sink {
        @Override
        public void add(Entry entry) throws IOException {
            out.append(ValueJson.of(entry, ledger.layout()).toString()).append('\n');
        }

        @Override
        public String refusal(Entry entry) {
            return "";
        }

        @Override
        public void end() {}
    }

    private record RowsSink(Ledger ledger, SavedVariablesWriter writer) implements Sink {
        @Override
        public void add(Entry entry) throws IOException {
            writer.row(entry, ledger.layout());
        }

        @Override
        public String refusal(Entry entry) {
            String refusal = SavedVariablesWriter.refusal(entry);
            return refusal == null ? "" : refusal;
        }

        @Override
        public void end() throws IOException {
            writer.end();
        }
    }
}

package io.ledgerstone.host.addons;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.host.HostException;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.Value;
import io.ledgerstone.ledger.entry.ValueDifference;
import io.ledgerstone.ledger.sync.StateReport;
import io.ledgerstone.ledger.sync.StateReport.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Reports of states that differ, each as a text for people and as JSON with both whole states. The oldest go when there are more
 * than {@link #FILES_MAX}.
 */
final class StateReportFile {
    private static final int FILES_MAX = 200;
    private static final int SHOWN_CHARS_MAX = 200;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final ObjectMapper JSON = new ObjectMapper();

    private StateReportFile() {}

    /** Writes a report into a folder, and answers the text's path. */
    static Path write(Path folder, String ledger, KeyLayout layout, StateReport report, Instant time) {
        String name = "STATE-" + plain(ledger) + "-" + plain(report.addon()) + "-" + plain(report.peer()) + "-"
                + TIME.format(time);
        Path file = folder.resolve(name + ".txt");
        try {
            Files.createDirectories(folder);
            Files.writeString(file, text(ledger, layout, report, time));
            Files.writeString(
                    folder.resolve(name + ".json"),
                    json(ledger, layout, report, time).toPrettyString());
            removeOldest(folder);
        } catch (IOException e) {
            throw new HostException("The report " + file + " cannot be written: " + e, e);
        }
        return file;
    }

    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9._]", "_");
    }

    private static void removeOldest(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(path -> path.getFileName().toString().startsWith("STATE-"))
                    .sorted((a, b) -> timeOf(a).compareTo(timeOf(b)))
                    .toList();
        }
        for (Path old : files.subList(0, Math.max(0, files.size() - FILES_MAX))) {
            Files.deleteIfExists(old);
        }
    }

    /** The end of the name, which sorts by time. */
    private static String timeOf(Path file) {
        String[] parts = file.getFileName().toString().split("-", -1);
        return parts[parts.length - 2] + parts[parts.length - 1];
    }

    private static String where(KeyLayout layout, StateReport report) {
        Key key = report.key();
        return key == null
                ? "before the first entry: init makes other states"
                : "entry " + report.position() + " in ledger order, key " + key.text(layout);
    }

    private static String text(String ledger, KeyLayout layout, StateReport report, Instant time) {
        StringBuilder text = new StringBuilder()
                .append("The states of addon " + report.addon() + " in ledger " + ledger + " differ from peer "
                        + report.peer() + "'s\n\n")
                .append("written      " + time + "\n")
                .append("code         " + report.code() + ", the same on both\n")
                .append("seen at      " + report.root().total() + " entries, the same on both\n")
                .append("differs since " + where(layout, report) + "\n")
                .append("our state    " + described(report.ours()) + "\n")
                .append("peer's state " + described(report.theirs()) + "\n\n");
        for (ValueDifference difference : report.differences()) {
            text.append("state" + difference.pathText() + "\n    ours   " + shown(difference.ours()) + "\n    theirs "
                    + shown(difference.theirs()) + "\n");
        }
        if (report.differences().isEmpty()) {
            text.append(
                    "Both states could not be compared: at least one is too large to be sent or could not be had.\n");
        }
        return text.append("\nBefore that entry both states were the same. Look at what its handlers do.\n")
                .toString();
    }

    private static String described(Side side) {
        return side.digest() + (side.bytes() < 0 ? ", size not known" : ", " + side.bytes() + " bytes");
    }

    private static String shown(Value value) {
        String text = value instanceof Value.Nil
                ? "nothing"
                : JSON.valueToTree(value.toJava()).toString();
        return text.length() <= SHOWN_CHARS_MAX ? text : text.substring(0, SHOWN_CHARS_MAX) + "...";
    }

    private static ObjectNode json(String ledger, KeyLayout layout, StateReport report, Instant time) {
        Key key = report.key();
        ObjectNode json = JSON.createObjectNode()
                .put("ledger", ledger)
                .put("addon", report.addon())
                .put("peer", report.peer())
                .put("written", time.toString())
                .put("code", report.code().toString())
                .put("entries", report.root().total())
                .put("position", report.position())
                .put("key", key == null ? null : key.text(layout));
        put(json.putObject("ours"), report.ours());
        put(json.putObject("theirs"), report.theirs());
        ArrayNode differences = json.putArray("differences");
        for (ValueDifference difference : report.differences()) {
            ObjectNode one = differences.addObject().put("path", difference.pathText());
            one.set("ours", JSON.valueToTree(difference.ours().toJava()));
            one.set("theirs", JSON.valueToTree(difference.theirs().toJava()));
        }
        return json;
    }

    private static void put(ObjectNode json, Side side) {
        json.put("digest", side.digest().toString()).put("bytes", side.bytes());
        Value state = side.state();
        if (state != null) {
            json.set("state", JSON.valueToTree(state.toJava()));
        }
    }
}

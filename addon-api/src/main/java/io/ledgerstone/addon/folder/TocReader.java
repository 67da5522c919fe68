package io.ledgerstone.addon.folder;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Reads the {@code .toc} files of game clients: {@code ## Key: value} lines, comments that start with one {@code #}, and the
 * names of files in the order they run. Keys are known in any case; what is unknown is kept.
 */
final class TocReader {
    private static final int NOT_FOUND = -1;

    private final ManifestDraft draft;

    private TocReader(ManifestDraft draft) {
        this.draft = draft;
    }

    /** Reads the text of a manifest, without its byte order mark. */
    static ManifestOutcome read(String addonName, String fileName, String text) {
        TocReader reader = new TocReader(new ManifestDraft(addonName, fileName));
        String[] lines = text.split("\r\n|\r|\n", -1);
        for (int i = 0; i < lines.length && !reader.draft.failed(); i++) {
            reader.line(lines[i].strip(), "line " + (i + 1));
        }
        return reader.draft.finish();
    }

    private void line(String line, String place) {
        if (line.startsWith("##")) {
            directive(line.substring(2), place);
        } else if (!line.isEmpty() && line.charAt(0) != '#') {
            file(line, place);
        }
    }

    private void file(String line, String place) {
        int condition = line.indexOf(" [");
        if (condition != NOT_FOUND && line.endsWith("]")) {
            draft.notice(
                    place,
                    "conditions such as " + line.substring(condition + 1) + " mean nothing here; the file runs always");
            draft.file(line.substring(0, condition).strip(), place);
        } else {
            draft.file(line, place);
        }
    }

    private void directive(String text, String place) {
        int colon = text.indexOf(':');
        if (colon == NOT_FOUND) {
            return; // Clients take it for a comment, and authors draw lines with it.
        }
        String key = text.substring(0, colon).strip();
        String value = text.substring(colon + 1).strip();
        switch (key.toLowerCase(Locale.ROOT)) {
            case "" -> {}
            case "interface" -> draft.names(draft.interfaces, list(value), place);
            case "title" -> draft.title = value;
            case "notes" -> draft.notes = value;
            case "author" -> draft.author = value;
            case "version" -> draft.version = value;
            case "requireddeps" -> draft.names(draft.dependencies, list(value), place);
            case "optionaldeps" -> draft.names(draft.optionalDependencies, list(value), place);
            case "loadondemand" -> draft.loadOnDemand = ManifestDraft.isTrue(value);
            case "savedvariables" -> draft.names(draft.savedVariables, list(value), place);
            case "savedvariablespercharacter" -> draft.names(draft.savedVariablesPerCharacter, list(value), place);
            default -> other(key, value, place);
        }
    }

    private void other(String key, String value, String place) {
        if (key.regionMatches(true, 0, "Dep", 0, 3)) {
            draft.names(draft.dependencies, list(value), place);
        } else {
            draft.extras.put(key, value);
        }
    }

    private static List<String> list(String value) {
        return Arrays.asList(value.split(","));
    }
}

package io.ledgerstone.addon.folder;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code addon.json}: one object with the keys of {@link AddonManifest}. Unknown keys are kept, with their JSON as text. */
final class JsonManifestReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String addonName;
    private final ManifestDraft draft;
    private final JsonParser parser;

    private JsonManifestReader(String addonName, ManifestDraft draft, JsonParser parser) {
        this.addonName = addonName;
        this.draft = draft;
        this.parser = parser;
    }

    /** Reads the text of a manifest. */
    static ManifestOutcome read(String addonName, String fileName, String text) {
        ManifestDraft draft = new ManifestDraft(addonName, fileName);
        try (JsonParser parser = JSON.createParser(text)) {
            new JsonManifestReader(addonName, draft, parser).object();
        } catch (JsonProcessingException e) {
            draft.problem(place(e.getLocation()), reason(e));
        } catch (IOException e) {
            throw new UncheckedIOException("a text cannot fail to be read", e);
        }
        return draft.finish();
    }

    /** The parser's words without its remark on where it got the text from. */
    private static String reason(JsonProcessingException e) {
        String message = e.getOriginalMessage();
        int source = message.indexOf("[Source");
        int remark = source < 0 ? -1 : message.lastIndexOf('(', source);
        return remark < 0 ? message : message.substring(0, remark).strip();
    }

    private void object() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            draft.problem(place(), "an addon.json is one object, { ... }");
            return;
        }
        while (!draft.failed() && parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            parser.nextToken();
            field(key);
        }
        if (!draft.failed() && parser.nextToken() != null) {
            draft.problem(place(), "something follows the object; an addon.json is one object");
        }
    }

    private void field(String key) throws IOException {
        switch (key) {
            case "name" -> requireName(text(key));
            case "title" -> draft.title = text(key);
            case "notes" -> draft.notes = text(key);
            case "author" -> draft.author = text(key);
            case "version" -> draft.version = text(key);
            case "dependencies" -> draft.names(draft.dependencies, list(key), place());
            case "optionalDependencies" -> draft.names(draft.optionalDependencies, list(key), place());
            case "loadOnDemand" -> draft.loadOnDemand = flag(key);
            case "files" -> files();
            default -> draft.extras.put(key, anything());
        }
    }

    private void requireName(String name) {
        if (!name.equals(addonName)) {
            draft.problem(
                    place(),
                    "name is '" + name + "', but an addon has the name of its folder, '" + addonName
                            + "'; rename one of them");
        }
    }

    private String text(String key) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            draft.problem(place(), key + " must be a text, such as \"" + key + "\": \"...\"");
            return "";
        }
        return parser.getText();
    }

    private boolean flag(String key) throws IOException {
        if (!parser.currentToken().isBoolean()) {
            draft.problem(place(), key + " must be true or false");
            return false;
        }
        return parser.getBooleanValue();
    }

    private List<String> list(String key) throws IOException {
        List<String> texts = new ArrayList<>();
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            draft.problem(place(), key + " must be a list of texts, such as [\"One\", \"Two\"]");
            return texts;
        }
        while (!draft.failed() && parser.nextToken() != JsonToken.END_ARRAY) {
            texts.add(text(key));
        }
        return texts;
    }

    private void files() throws IOException {
        String place = place();
        list("files").forEach(file -> draft.file(file, place));
    }

    private String anything() throws IOException {
        if (parser.currentToken().isScalarValue()) {
            return parser.getText();
        }
        StringWriter json = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(json)) {
            generator.copyCurrentStructure(parser);
        }
        return json.toString();
    }

    private String place() {
        return place(parser.currentTokenLocation());
    }

    private static String place(JsonLocation location) {
        return "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}

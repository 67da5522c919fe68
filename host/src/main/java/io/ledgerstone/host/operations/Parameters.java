package io.ledgerstone.host.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.host.HostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parameters of a request, taken by name and type. */
record Parameters(ObjectNode json) {
    String text(String name) {
        return optionalText(name).orElseThrow(() -> new HostException("The parameter '" + name + "' must be a text"));
    }

    Optional<String> optionalText(String name) {
        JsonNode node = json.get(name);
        return node != null && node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        json.path(name).forEach(node -> texts.add(node.asText()));
        return texts;
    }

    long number(String name, long otherwise) {
        JsonNode node = json.get(name);
        if (node == null || node.isNull()) {
            return otherwise;
        }
        if (!node.canConvertToExactIntegral()) {
            throw new HostException("The parameter '" + name + "' must be an integer, not " + node);
        }
        return node.longValue();
    }

    /** The path of a file. */
    Path path(String name) {
        return path(name, text(name));
    }

    static Path path(String name, String text) {
        try {
            Path path = Path.of(text);
            if (path.getFileName() == null) {
                throw new HostException("The parameter '" + name + "' must name a file, not '" + text + "'");
            }
            return path;
        } catch (InvalidPathException e) {
            throw new HostException("'" + name + "' is no path: " + e.getMessage(), e);
        }
    }

    boolean has(String name) {
        return json.hasNonNull(name);
    }

    boolean isTrue(String name) {
        return json.path(name).asBoolean(false);
    }

    JsonNode get(String name) {
        return json.path(name);
    }
}

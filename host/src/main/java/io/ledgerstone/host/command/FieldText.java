package io.ledgerstone.host.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.host.HostException;
import java.util.List;

/** Fields as they are typed: {@code amount=10 player=Bob bench=true 'players=["Bob","Eve"]'}. */
final class FieldText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FieldText() {}

    static ObjectNode parse(List<String> fields) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (String field : fields) {
            int equals = field.indexOf('=');
            if (equals <= 0) {
                throw new HostException("'" + field + "' is no field; write it as name=value");
            }
            object.set(field.substring(0, equals), value(field.substring(equals + 1)));
        }
        return object;
    }

    /** What looks like JSON is that; everything else is text. */
    private static JsonNode value(String text) {
        boolean json = text.matches("true|false|null|-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?")
                || text.startsWith("{")
                || text.startsWith("[")
                || text.startsWith("\"");
        return json ? json(text) : JsonNodeFactory.instance.textNode(text);
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new HostException("'" + text + "' is no JSON: " + e.getOriginalMessage(), e);
        }
    }
}

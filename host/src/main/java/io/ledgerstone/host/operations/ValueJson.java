package io.ledgerstone.host.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.host.HostException;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plain data as JSON and back. What JSON has no number for, the infinities and NaN of a state, is text. */
final class ValueJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final double WHOLE_MAX = 0x1FFFFFFFFFFFFFL;

    private ValueJson() {}

    static JsonNode of(Value value) {
        return switch (value) {
            case Value.Nil nil -> JSON.nullNode();
            case Value.Bool bool -> JSON.booleanNode(bool.value());
            case Value.Num number -> number(number.value());
            case Value.Text text -> JSON.textNode(text.value());
            case Value.Sequence list -> {
                ArrayNode array = JSON.arrayNode(list.values().size());
                list.values().forEach(item -> array.add(of(item)));
                yield array;
            }
            case Value.Mapping map -> {
                ObjectNode object = JSON.objectNode();
                map.values().forEach((name, item) -> object.set(name, of(item)));
                yield object;
            }
        };
    }

    private static JsonNode number(double value) {
        if (value == Math.rint(value) && Math.abs(value) <= WHOLE_MAX) {
            return JSON.numberNode((long) value);
        }
        return Double.isFinite(value) ? JSON.numberNode(value) : JSON.textNode(Double.toString(value));
    }

    static Value toValue(JsonNode node) {
        return switch (node.getNodeType()) {
            case NULL, MISSING -> Value.NIL;
            case BOOLEAN -> new Value.Bool(node.booleanValue());
            case NUMBER -> new Value.Num(node.doubleValue());
            case STRING -> new Value.Text(node.textValue());
            case ARRAY -> {
                List<Value> list = new ArrayList<>(node.size());
                node.forEach(item -> list.add(toValue(item)));
                yield new Value.Sequence(list);
            }
            case OBJECT -> {
                Map<String, Value> map = new LinkedHashMap<>();
                node.properties().forEach(field -> map.put(field.getKey(), toValue(field.getValue())));
                yield new Value.Mapping(map);
            }
            default -> throw new HostException("A " + node.getNodeType() + " is no plain data");
        };
    }

    /** An entry with all it is made of. */
    static ObjectNode of(Entry entry, KeyLayout layout) {
        ObjectNode object = JSON.objectNode();
        object.put("key", entry.key().text(layout));
        object.put("time", entry.key().time());
        object.put("counter", entry.key().counter());
        if (layout == KeyLayout.CROSS_REALM) {
            object.put("realm", entry.key().realm());
        }
        object.put("creator", entry.key().creator());
        object.put("type", entry.type());
        object.put("id", entry.id().toString());
        object.set("fields", of(entry.fields().toMapping()));
        return object;
    }
}

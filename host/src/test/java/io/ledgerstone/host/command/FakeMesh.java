package io.ledgerstone.host.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.host.HostException;
import io.ledgerstone.host.control.Operations;
import io.ledgerstone.host.control.Progress;
import java.util.HashMap;
import java.util.Map;

/** Answers operations with what it was told to, and remembers what it was asked. */
final class FakeMesh implements Operations {
    private final Map<String, ObjectNode> answers = new HashMap<>();
    private final Map<String, ObjectNode> asked = new HashMap<>();

    FakeMesh answering(String operation, String json) {
        answers.put(operation, object(json));
        return this;
    }

    static ObjectNode object(String json) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(json.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + json, e);
        }
    }

    /** The parameters of the latest request for this, as JSON with single quotes. */
    String asked(String operation) {
        return String.valueOf(asked.get(operation)).replace('"', '\'');
    }

    @Override
    public ObjectNode perform(String operation, ObjectNode parameters, Progress progress) {
        asked.put(operation, parameters);
        ObjectNode answer = answers.get(operation);
        if (answer == null) {
            throw new HostException("nobody expected " + operation);
        }
        return answer;
    }

    @Override
    public void close() {}
}

package io.ledgerstone.host.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Prints what an addon answered. */
final class AnswerPrinter {
    private AnswerPrinter() {}

    static int print(ObjectNode result, String part, Output output) {
        if (output.isJson()) {
            output.json(result);
        } else {
            print(result.path(part), output);
        }
        if (result.path("stoppedAt").isTextual()) {
            output.remark(Output.text(
                    "%s stands still: %s. This answer counts the entries before that one only.",
                    result.path("addon").asText(), result.path("stoppedAt").asText()));
            return ExitCode.NOT_RIGHT;
        }
        return ExitCode.DONE;
    }

    private static void print(JsonNode data, Output output) {
        if (Tables.canShow(data)) {
            output.line(Tables.of(data));
        } else if (data.isContainerNode()) {
            output.pretty(data);
        } else {
            output.line(data.asText());
        }
    }
}

package io.ledgerstone.host.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ledgerstone.host.HostException;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

/** Where a command writes: results to one stream, remarks to the other. */
final class Output {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;

    Output(PrintWriter out, PrintWriter err, boolean json) {
        this.out = out;
        this.err = err;
        this.json = json;
    }

    boolean isJson() {
        return json;
    }

    /** A text made by a format, the same on every machine. */
    @SuppressWarnings("AnnotateFormatMethod") // The annotation is of a library that only the compiler has.
    static String text(String format, Object... parts) {
        return String.format(Locale.ROOT, format, parts);
    }

    /** Prints a result. */
    void line(String text) {
        out.println(text);
        out.flush();
    }

    /** Prints a remark, which no program reads. */
    void remark(String text) {
        if (!json) {
            err.println(text);
            err.flush();
        }
    }

    /** Prints a result as one line of JSON. */
    void json(JsonNode node) {
        line(node.toString());
    }

    /** Prints data that has no better form. */
    void pretty(JsonNode node) {
        try {
            line(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node));
        } catch (JsonProcessingException e) {
            throw new HostException("A result cannot be printed: " + e.getOriginalMessage(), e);
        }
    }

    private static boolean isTerminal() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    ProgressDisplay progress() {
        return new ProgressDisplay(() -> !json && isTerminal());
    }
}

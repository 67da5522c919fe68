package io.ledgerstone.host.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is carried between a relay and a channel. */
@Timeout(60)
class ChannelRelayTest {
    private final StringWriter out = new StringWriter();
    private final List<ObjectNode> taken = new ArrayList<>();

    private static ObjectNode answer(long waitMs, String... types) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("waitMs", waitMs);
        answer.putArray("lines");
        for (String type : types) {
            answer.withArray("/lines").addObject().put("type", type);
        }
        return answer;
    }

    private ChannelRelay relay() {
        return new ChannelRelay(
                line -> {
                    if (line == null) {
                        return answer(1000);
                    }
                    taken.add(line);
                    return answer(1000, "got " + taken.size());
                },
                new PrintWriter(out),
                line -> {});
    }

    private static InputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everyLineIsTakenAndThoseThatMakeNoSenseAreNamedByNumber() throws InterruptedException {
        String status = "{\"do\": \"status\"}";
        long refused = relay().run(in(
                status + "\r\n\n  \nnonsense\n" + "x".repeat(ChannelLine.LINE_BYTES_MAX + 1) + "\n" + status));
        assertThat(refused).isEqualTo(2);
        assertThat(taken).hasSize(2);
        assertThat(out.toString().lines())
                .containsExactly(
                        "{\"type\":\"got 1\"}",
                        "{\"type\":\"error\",\"line\":4,\"message\":\"this is no JSON: Unrecognized token 'nonsense': was"
                                + " expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\"}",
                        "{\"type\":\"error\",\"line\":5,\"message\":\"the line has more than 1572864 bytes\"}",
                        "{\"type\":\"got 2\"}");
    }

    @Test
    void whatWaitsIsWrittenBeforeTheEnd() throws InterruptedException {
        int[] left = {3};
        ChannelRelay relay = new ChannelRelay(
                line -> {
                    if (line != null) {
                        return answer(0, "got");
                    }
                    return left[0] == 0 ? answer(500) : answer(--left[0] == 0 ? 500 : 0, "more");
                },
                new PrintWriter(out),
                line -> {});
        assertThat(relay.run(in("{\"do\": \"status\"}"))).isZero();
        assertThat(out.toString().lines()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"M\u00fcller", "\u20ac\ud83d\ude00"})
    void whatIsWrittenIsAscii(String name) throws IOException {
        relay().write(JsonNodeFactory.instance.objectNode().put("from", name));
        assertThat(out.toString().chars()).allMatch(character -> character < 128);
        assertThat(ChannelLine.Reading.JSON
                        .readTree(out.toString())
                        .path("from")
                        .asText())
                .isEqualTo(name);
    }

    @Test
    void endsWhenNobodyReadsWhatIsWritten() throws InterruptedException {
        Writer gone = new Writer() {
            @Override
            public void write(char[] characters, int from, int count) throws IOException {
                throw new IOException("gone");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        ChannelRelay relay = new ChannelRelay(
                line -> {
                    taken.add(answer(0));
                    return answer(1000, "any");
                },
                new PrintWriter(gone),
                line -> {});
        assertThat(relay.run(in("{\"do\": \"status\"}\n".repeat(1000)))).isZero();
        assertThat(taken).hasSize(1);
    }
}

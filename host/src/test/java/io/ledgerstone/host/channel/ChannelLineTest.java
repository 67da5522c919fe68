package io.ledgerstone.host.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonOutput;
import io.ledgerstone.ledger.sync.libeventsourcing.Distribution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Lines of the relay, and the bytes of the real addon in them. */
class ChannelLineTest {
    private static final String MESSAGE = "{'from':'Bert','distribution':'GUILD',";

    private static ChannelLine read(String line) {
        return ChannelLine.read(line.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    /** The vectors that the real libraries produced. */
    static Stream<JsonNode> golden() throws IOException {
        JsonNode file = new ObjectMapper()
                .readTree(Path.of("..", "ledger-core", "src", "test", "resources", "golden", "clm-comms.json")
                        .toFile());
        return StreamSupport.stream(file.path("vectors").spliterator(), false);
    }

    private static ChannelSettings settings(JsonNode vector) {
        ObjectNode options = JsonNodeFactory.instance
                .objectNode()
                .put("ledger", "guild")
                .put("name", "Anna")
                .put("addon", vector.path("wrap").asText().equals("clm") ? "clm" : "plain");
        return ChannelSettings.of(options);
    }

    @ParameterizedTest
    @MethodSource("golden")
    void bytesOfTheAddonComeThroughALineUnchanged(JsonNode vector) {
        byte[] bytes = HexFormat.of().parseHex(vector.path("channelHex").asText());
        ObjectNode line =
                JsonNodeFactory.instance.objectNode().put("from", "Bert").put("distribution", "GUILD");
        ObjectNode base64 = line.deepCopy().put("payload", Base64.getEncoder().encodeToString(bytes));
        ObjectNode text = line.deepCopy().put("text", new String(bytes, StandardCharsets.ISO_8859_1));
        for (ObjectNode form : new ObjectNode[] {base64, text}) {
            assertThat(ChannelLine.read(form.toString().getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOfSatisfying(ChannelLine.Received.class, message -> {
                        assertThat(message.payload()).isEqualTo(bytes);
                        assertThat(ChannelLine.read(message.json()))
                                .isInstanceOfSatisfying(
                                        ChannelLine.Received.class,
                                        again -> assertThat(again.payload()).isEqualTo(bytes));
                    });
        }
    }

    @ParameterizedTest
    @MethodSource("golden")
    void messageIsSentInTheBytesOfTheAddon(JsonNode vector) {
        ChannelSettings settings = settings(vector);
        byte[] bytes = HexFormat.of().parseHex(vector.path("channelHex").asText());
        boolean exact = vector.path("wrap").asText().equals("clm")
                && !vector.path("name").asText().startsWith("numbers");
        ObjectNode line = ChannelSession.line(
                settings,
                new AddonOutput.Send(
                        Distribution.WHISPER, "Bert", settings.envelope().open(bytes), true));
        byte[] sent = Base64.getDecoder().decode(line.path("payload").asText());
        if (exact) {
            assertThat(sent).isEqualTo(bytes);
            assertThat(line.path("prefix").asText()).isEqualTo("CLMLedgerD3");
        } else if (!vector.path("name").asText().startsWith("numbers")) {
            assertThat(settings.envelope().open(sent))
                    .isEqualTo(settings.envelope().open(bytes));
        }
        assertThat(line.path("priority").asText()).isEqualTo("BULK");
        assertThat(line.path("target").asText()).isEqualTo("Bert");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no json | this is no JSON: Unrecognized token 'no'",
                "{'do':'status'} more | this is no JSON: Unrecognized token 'more'",
                "[1] | this is no JSON object",
                "{} | 'from' is missing",
                "{'from':5} | 'from' must be a text, not NUMBER",
                "{'from':''} | 'from' must have 1 to 128 bytes, not 0",
                "{'from':'Bert'} | 'distribution' is missing",
                "{'from':'Bert','distribution':'PARTY'} | no distribution 'PARTY'; it is one of GUILD, RAID, WHISPER",
                MESSAGE + "'x':1} | either 'payload', its bytes as base64, or 'text'",
                MESSAGE + "'text':'a','payload':'YQ=='} | either 'payload', its bytes as base64, or 'text'",
                MESSAGE + "'payload':'$$$$'} | 'payload' is no base64: Illegal base64 character",
                MESSAGE + "'payload':1} | 'payload' must be a text, not NUMBER",
                MESSAGE + "'text':'\u20ac'} | 'text' has a character above U+00FF",
                MESSAGE + "'text':'a','prefix':7} | 'prefix' must be a text, not NUMBER",
                "{'do':'dance'} | nobody can do 'dance'; 'do' is one of status, ask-states, ask-week, send-all",
                "{'do':'ask-week','target':'Bert'} | 'week' must be a number from 1 to",
                "{'do':'ask-week','week':1} | 'target' is missing",
                "{'do':'send-all'} | 'target' is missing",
                "{'do':'ask-states','distribution':'WHISPER'} | everybody is asked for states",
            })
    void whatIsWrongWithALineIsNamed(String line, String reason) {
        assertThat(read(line))
                .isInstanceOfSatisfying(
                        ChannelLine.Refused.class,
                        refused ->
                                assertThat(refused.reason().replace('"', '\'')).contains(reason));
    }

    @Test
    void bytesThatAreNoUtf8AreNoLine() {
        assertThat(ChannelLine.read(new byte[] {'{', '"', (byte) 0xFF, '"', ':', '1', '}'}))
                .isInstanceOf(ChannelLine.Refused.class);
    }

    @Test
    void messageOfTheLargestSizeFitsALineAndALargerOneIsRefused() {
        byte[] largest = new byte[1 << 20];
        Arrays.fill(largest, (byte) 0xFE);
        ObjectNode line = JsonNodeFactory.instance
                .objectNode()
                .put("from", "B".repeat(128))
                .put("distribution", "WHISPER")
                .put("prefix", "P".repeat(128))
                .put("payload", Base64.getEncoder().encodeToString(largest));
        byte[] bytes = line.toString().getBytes(StandardCharsets.UTF_8);
        assertThat(bytes).hasSizeLessThan(ChannelLine.LINE_BYTES_MAX);
        assertThat(ChannelLine.read(bytes)).isInstanceOf(ChannelLine.Received.class);
        line.put("payload", Base64.getEncoder().encodeToString(new byte[largest.length + 1]));
        assertThat(ChannelLine.read(line))
                .isInstanceOfSatisfying(
                        ChannelLine.Refused.class,
                        refused -> assertThat(refused.reason()).contains("more than the 1048576"));
    }

    @Test
    void orderSaysTheSameAfterItWentThroughTheHost() {
        ChannelLine order = read("{'do':'ask-week','target':'Bert','week':2812}");
        assertThat(order).isEqualTo(new ChannelLine.Order(ChannelLine.Deed.ASK_WEEK, Distribution.GUILD, "Bert", 2812));
        assertThat(ChannelLine.read(order.json())).isEqualTo(order);
    }
}

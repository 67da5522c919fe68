package io.ledgerstone.ledger.sync.libeventsourcing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerstone.ledger.entry.GoldenVectors;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.Malformed;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonValue.Bool;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonValue.Bytes;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonValue.Num;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonValue.Table;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes that the real libraries put on the channel. */
final class EnvelopeVectorsTest {
    static Stream<Vector> vectors() {
        return StreamSupport.stream(
                        GoldenVectors.read("clm-comms.json").get("vectors").spliterator(), false)
                .map(Vector::new);
    }

    /** One vector, shown by its name. */
    record Vector(JsonNode json) {
        byte[] bytes(String field) {
            return HexFormat.of().parseHex(json.get(field).asText());
        }

        Envelope envelope() {
            return isPacked() ? Envelope.CLASSIC_LOOT_MANAGER : Envelope.PLAIN;
        }

        boolean isPacked() {
            return json.get("wrap").asText().equals("clm");
        }

        @Override
        public String toString() {
            return json.get("name").asText() + ", " + json.get("wrap").asText();
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void everyMessageIsReadAsTheAddonMeantIt(Vector vector) {
        byte[] deflated = ChannelEscape.unescape(vector.bytes("channelHex"));
        assertThat(deflated).isEqualTo(vector.bytes("deflatedHex"));
        byte[] serialized = Inflating.inflate(deflated);
        assertThat(serialized).isEqualTo(vector.bytes("serializedHex"));
        AddonValue read = SerializedReader.read(serialized);
        if (!vector.toString().startsWith("numbers")) { // One of them is larger than what LibSerialize can carry.
            assertThat(read).isEqualTo(value(vector.json.get("value")));
            AddonMessage message = vector.envelope().open(vector.bytes("channelHex"));
            assertThat(message).isNotInstanceOf(Malformed.class);
            assertThat(vector.envelope().pack(MessageTables.write(message))).isEqualTo(read);
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void everyStepIsWrittenByteForByte(Vector vector) {
        assertThat(Deflating.deflate(
                        vector.bytes("serializedHex"), vector.envelope().level(vector.bytes("serializedHex").length)))
                .isEqualTo(vector.bytes("deflatedHex"));
        assertThat(ChannelEscape.escape(vector.bytes("deflatedHex"))).isEqualTo(vector.bytes("channelHex"));
        if (vector.isPacked()) { // The plain ones were not written with sorted keys, and Lua's own order is any.
            assertThat(SerializedWriter.write(value(vector.json.get("value"))))
                    .isEqualTo(vector.bytes("serializedHex"));
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void whatWeSendIsWhatClassicLootManagerWouldSend(Vector vector) {
        AddonMessage message = vector.envelope().open(vector.bytes("channelHex"));
        if (vector.isPacked() && !vector.toString().startsWith("numbers")) {
            assertThat(vector.envelope().seal(message)).isEqualTo(vector.bytes("channelHex"));
        } else {
            assertThat(vector.envelope().open(vector.envelope().seal(message))).isEqualTo(message);
        }
    }

    /** JSON as Lua: an empty array is an empty table. */
    static AddonValue value(JsonNode json) {
        if (json.isArray()) {
            List<AddonValue> items = new ArrayList<>();
            json.forEach(item -> items.add(value(item)));
            return Table.list(items);
        }
        if (json.isObject()) {
            Map<String, AddonValue> fields = new LinkedHashMap<>();
            json.properties().forEach(field -> fields.put(field.getKey(), value(field.getValue())));
            return Table.of(fields);
        }
        return json.isNumber()
                ? new Num(json.asDouble())
                : json.isBoolean() ? new Bool(json.asBoolean()) : Bytes.ofText(json.asText());
    }
}

package io.ledgerstone.host.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.ledger.entry.Week;
import io.ledgerstone.ledger.sync.libeventsourcing.DialectLimits;
import io.ledgerstone.ledger.sync.libeventsourcing.Distribution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A line from the relay. The package tells what lines there are. */
sealed interface ChannelLine {
    /** Bytes of a line: the largest payload as base64, and what is around it. */
    int LINE_BYTES_MAX = 3 << 19;

    /** Bytes of a name or prefix. */
    int NAME_BYTES_MAX = 128;

    /**
     * A message came.
     *
     * @param prefix how it was marked on the channel; empty if the relay does not say
     * @param payload the bytes as the channel carried them
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares messages.
    record Received(String from, Distribution distribution, String prefix, byte[] payload) implements ChannelLine {
        @Override
        public ObjectNode json() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("from", from)
                    .put("distribution", distribution.name())
                    .put("prefix", prefix)
                    .put("payload", Base64.getEncoder().encodeToString(payload));
        }
    }

    /** Something is to be done. */
    record Order(Deed deed, Distribution distribution, String target, int week) implements ChannelLine {
        @Override
        public ObjectNode json() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("do", deed.text())
                    .put("distribution", distribution.name())
                    .put("target", target)
                    .put("week", week);
        }
    }

    /** What can be done. */
    enum Deed {
        /** Write a status line. */
        STATUS,
        /** Ask everybody how far they are. */
        ASK_STATES,
        /** Ask one for a week. */
        ASK_WEEK,
        /** Send one everything. */
        SEND_ALL;

        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        boolean isForOne() {
            return this == ASK_WEEK || this == SEND_ALL;
        }
    }

    /**
     * Neither.
     *
     * @param reason what is wrong with it
     */
    record Refused(String reason) implements ChannelLine {
        @Override
        public ObjectNode json() {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    /** The line in the form that is read in the fewest steps. */
    ObjectNode json();

    /** The line of the bytes of one. */
    static ChannelLine read(byte[] bytes) {
        try {
            if (Reading.JSON.readTree(bytes) instanceof ObjectNode object) {
                return read(object);
            }
            return new Refused("this is no JSON object; a line is one, such as {\"do\": \"status\"}");
        } catch (JsonProcessingException e) {
            return new Refused("this is no JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            return new Refused("this is no UTF-8: " + e.getMessage());
        }
    }

    /** The line of an object. */
    static ChannelLine read(ObjectNode object) {
        try {
            return object.has("do") ? Reading.order(object) : Reading.received(object);
        } catch (Reading.Wrong e) {
            return new Refused(String.valueOf(e.getMessage()));
        }
    }

    /** Takes lines apart. */
    final class Reading {
        static final JsonMapper JSON = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();

        private Reading() {}

        /** Something is wrong with a line. Does not leave this file. */
        private static final class Wrong extends RuntimeException {
            private static final long serialVersionUID = 1;

            Wrong(String reason) {
                super(reason);
            }
        }

        private static Received received(ObjectNode line) {
            String from = name(line, "from");
            Distribution distribution = distribution(line, null);
            String prefix = line.hasNonNull("prefix") ? text(line, "prefix", 0) : "";
            if (line.hasNonNull("payload") == line.hasNonNull("text")) {
                throw new Wrong(
                        "a message has either \"payload\", its bytes as base64, or \"text\", a character for each");
            }
            byte[] payload = line.hasNonNull("payload") ? base64(line) : characters(line);
            if (payload.length > DialectLimits.CHANNEL_BYTES_MAX) {
                throw new Wrong("the message has " + payload.length + " bytes, more than the "
                        + DialectLimits.CHANNEL_BYTES_MAX + " that one may have");
            }
            return new Received(from, distribution, prefix, payload);
        }

        private static byte[] base64(ObjectNode line) {
            try {
                return Base64.getDecoder().decode(text(line, "payload"));
            } catch (IllegalArgumentException e) {
                throw new Wrong("\"payload\" is no base64: " + e.getMessage());
            }
        }

        private static byte[] characters(ObjectNode line) {
            String text = text(line, "text");
            if (text.chars().anyMatch(character -> character > 0xFF)) {
                throw new Wrong("\"text\" has a character above U+00FF; each stands for one byte");
            }
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }

        private static Order order(ObjectNode line) {
            String wanted = text(line, "do");
            Deed deed = Arrays.stream(Deed.values())
                    .filter(known -> known.text().equals(wanted))
                    .findFirst()
                    .orElseThrow(() -> new Wrong("nobody can do '" + wanted + "'; \"do\" is one of "
                            + list(Arrays.stream(Deed.values()).map(Deed::text).toList())));
            Distribution distribution = distribution(line, Distribution.GUILD);
            if (deed == Deed.ASK_STATES && distribution == Distribution.WHISPER) {
                throw new Wrong("everybody is asked for states: \"distribution\" is GUILD or RAID");
            }
            String target = deed.isForOne() ? name(line, "target") : "";
            JsonNode week = line.path("week");
            if (deed == Deed.ASK_WEEK && !(week.canConvertToInt() && isWeek(week.intValue()))) {
                throw new Wrong("\"week\" must be a number from 1 to " + Week.NUMBER_MAX);
            }
            return new Order(deed, distribution, target, deed == Deed.ASK_WEEK ? week.intValue() : 0);
        }

        private static boolean isWeek(int number) {
            return number >= 1 && number <= Week.NUMBER_MAX;
        }

        private static String list(List<String> words) {
            return String.join(", ", words);
        }

        private static Distribution distribution(ObjectNode line, @Nullable Distribution otherwise) {
            if (otherwise != null && !line.hasNonNull("distribution")) {
                return otherwise;
            }
            String wanted = text(line, "distribution").toUpperCase(Locale.ROOT);
            return Arrays.stream(Distribution.values())
                    .filter(known -> known.name().equals(wanted))
                    .findFirst()
                    .orElseThrow(() -> new Wrong("there is no distribution '" + wanted + "'; it is one of "
                            + Arrays.stream(Distribution.values())
                                    .map(Distribution::name)
                                    .collect(Collectors.joining(", "))));
        }

        private static String name(ObjectNode line, String field) {
            return text(line, field, 1);
        }

        private static String text(ObjectNode line, String field, int bytesMin) {
            String text = text(line, field);
            int bytes = text.getBytes(StandardCharsets.UTF_8).length;
            if (bytes < bytesMin || bytes > NAME_BYTES_MAX) {
                throw new Wrong(
                        "\"" + field + "\" must have " + bytesMin + " to " + NAME_BYTES_MAX + " bytes, not " + bytes);
            }
            return text;
        }

        private static String text(ObjectNode line, String field) {
            JsonNode node = line.path(field);
            if (!node.isTextual()) {
                throw new Wrong(
                        node.isMissingNode()
                                ? "\"" + field + "\" is missing"
                                : "\"" + field + "\" must be a text, not " + node.getNodeType());
            }
            return node.textValue();
        }
    }
}

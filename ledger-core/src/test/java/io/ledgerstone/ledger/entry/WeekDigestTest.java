package io.ledgerstone.ledger.entry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerstone.ledger.codec.EntryCodec;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class WeekDigestTest {
    static Stream<JsonNode> pairs() {
        return StreamSupport.stream(
                GoldenVectors.read("adler-collisions.json").get("pairs").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void weeksThatAdlerCannotTellApartHaveOtherDigests(JsonNode pair) {
        KeyLayout layout = pair.get("layout").asText().contains("realm") ? KeyLayout.CROSS_REALM : KeyLayout.CLASSIC;
        long wanted = pair.get("weekHash").asLong();
        assertThat(adler(pair.get("a"), layout)).isEqualTo(wanted);
        assertThat(adler(pair.get("b"), layout)).isEqualTo(wanted);
        assertThat(digest(pair.get("a"), layout)).isNotEqualTo(digest(pair.get("b"), layout));
        assertThat(digest(pair.get("a"), layout)).isEqualTo(digest(pair.get("a"), layout));
    }

    private static Key key(JsonNode row, KeyLayout layout) {
        return layout == KeyLayout.CLASSIC
                ? Key.of(row.get(0).asLong(), row.get(1).asLong(), 0, row.get(2).asLong())
                : Key.of(
                        row.get(0).asLong(),
                        row.get(1).asLong(),
                        row.get(2).asInt(),
                        row.get(3).asLong());
    }

    private static long adler(JsonNode rows, KeyLayout layout) {
        KeyAdler adler = new KeyAdler(layout);
        rows.forEach(row -> adler.add(key(row, layout)));
        return adler.value();
    }

    private static WeekDigest digest(JsonNode rows, KeyLayout layout) {
        EntryCodec codec = new EntryCodec("guild", layout);
        WeekDigest.Builder digest = WeekDigest.builder();
        rows.forEach(row -> {
            EntryId id = codec.seal(key(row, layout), "award", Fields.NONE).id();
            digest.add(id.high(), id.low());
        });
        return digest.build();
    }
}

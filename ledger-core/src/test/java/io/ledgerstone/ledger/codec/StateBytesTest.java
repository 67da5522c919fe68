package io.ledgerstone.ledger.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgerstone.ledger.entry.InvalidEntryException;
import io.ledgerstone.ledger.entry.Value;
import io.ledgerstone.ledger.entry.ValueDifference;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StateBytesTest {
    @Test
    void aStateComesBackFromItsBytes() {
        Value state = Value.of(Map.of(
                "nan",
                Double.NaN,
                "list",
                Arrays.asList(1, null, -2.5, Double.NEGATIVE_INFINITY, 1e300, 9e18),
                "texts",
                List.of("", "é", "x".repeat(300)),
                "deep",
                Map.of("er", List.of(List.of(true)))));
        byte[] bytes = StateDigest.bytes(state);
        assertThat(ValueDifference.between(StateDigest.read(bytes), state, 9)).isEmpty();
        assertThat(StateDigest.ofBytes(bytes)).isEqualTo(StateDigest.of(state));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1800",
                "f97e01",
                "a0",
                "61",
                "8201",
                "a2616101616102",
                "a26162016161f6",
                "f6f6",
                "9f",
                "fa3f800000"
            })
    void bytesThatNoStateHasAreRefused(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThatThrownBy(() -> StateDigest.read(bytes)).isInstanceOf(InvalidEntryException.class);
    }

    @Test
    void bytesNestedTooDeeplyAreRefused() {
        byte[] bytes = new byte[100_000];
        Arrays.fill(bytes, (byte) 0x81);
        assertThatThrownBy(() -> StateDigest.read(bytes)).isInstanceOf(InvalidEntryException.class);
    }

    @Test
    void differencesAreFoundByPathUpToABound() {
        Value ours = Value.of(Map.of("a", List.of(1, 2, 3), "same", Map.of("empty", List.of())));
        Value theirs = Value.of(Map.of("a", List.of(1, 5), "same", Map.of("empty", Map.of()), "new", true));
        assertThat(ValueDifference.between(ours, theirs, 9))
                .extracting(ValueDifference::pathText)
                .containsExactlyInAnyOrder(".a[2]", ".a", ".a[3]", ".new");
        assertThat(ValueDifference.between(ours, theirs, 2)).hasSize(2);
        assertThat(ValueDifference.between(ours, ours, 2)).isEmpty();
    }
}

package io.ledgerstone.addon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Value;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TestBenchTest {
    private static final TestBench BENCH = new TestBench() {
        @Override
        public String append(String type, Fields fields, Value key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Value view(String name, Value arguments) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Value state() {
            throw new UnsupportedOperationException();
        }
    };

    private static void equal(@Nullable Object actual, @Nullable Object expected) {
        BENCH.equal(Value.of(actual), Value.of(expected), null);
    }

    private static void fails(ThrowingCallable check, String message) {
        assertThatThrownBy(check).isInstanceOf(AddonException.class).hasMessage(message);
    }

    @Test
    void sameDataIsEqual() {
        equal(null, null);
        equal(Map.of("a", 1, "b", List.of()), Map.of("b", Map.of(), "a", 1.0));
        equal(0.0, -0.0);
        equal(Double.NaN, Double.NaN);
        equal(List.of("x", true), List.of("x", true));
    }

    @Test
    void differencesNameTheirPlace() {
        fails(() -> equal(1, 2), "expected 2, got 1");
        fails(() -> equal("1", 1), "expected 1, got \"1\"");
        fails(() -> equal(null, false), "expected false, got nothing");
        fails(() -> equal(0.1 + 0.2, 0.3), "expected 0.3, got 0.30000000000000004");
        fails(() -> equal(List.of(1, 2), List.of(1, 3)), "item 2: expected 3, got 2");
        fails(() -> equal(List.of(1, 2, 3), List.of(1, 2)), "expected 2 items, got 3");
        fails(() -> equal(Map.of("a", 1), Map.of("a", 1, "b", 2)), ".b: expected 2, got nothing");
        fails(() -> equal(Map.of("a", 1, "b", "x"), Map.of("a", 1)), ".b: expected nothing, got \"x\"");
        fails(
                () -> equal(Map.of("rows", List.of(Map.of("n", 1))), Map.of("rows", List.of(Map.of("n", 2)))),
                ".rows item 1 .n: expected 2, got 1");
        fails(() -> equal(List.of(1), Map.of("1", 1)), "expected a map of 1, got a list of 1");
        fails(() -> BENCH.equal(Value.of(1), Value.of(2), "sum"), "sum: expected 2, got 1");
    }

    @Test
    void longValuesAreCutInMessages() {
        assertThatThrownBy(() -> equal("x".repeat(1000), 1))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
    }

    @Test
    void nearAllowsTheTolerance() {
        BENCH.near(Value.of(1.5), Value.of(1), Value.of(0.5));
        fails(() -> BENCH.near(Value.of(1.6), Value.of(1), Value.of(0.5)), "expected 1 give or take 0.5, got 1.6");
        fails(
                () -> BENCH.near(Value.of(Double.NaN), Value.of(1), Value.of(0.5)),
                "expected 1 give or take 0.5, got NaN");
        fails(() -> BENCH.near(Value.of("1"), Value.of(1), Value.of(0.5)), "expected a number near 1, got \"1\"");
        fails(
                () -> BENCH.near(Value.of(1), Value.of(1), Value.NIL),
                "near needs two numbers and a tolerance, such as near(1.5, 1.5, 0.001)");
    }

    @Test
    void failedWantsTheText() {
        BENCH.failed("the roof is on fire", "roof");
        fails(() -> BENCH.failed(null, "roof"), "expected an error with \"roof\", but there was none");
        fails(() -> BENCH.failed("the door", "roof"), "expected an error with \"roof\", got \"the door\"");
    }
}

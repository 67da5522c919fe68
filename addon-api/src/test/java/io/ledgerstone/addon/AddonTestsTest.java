package io.ledgerstone.addon;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Value;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AddonTestsTest {
    private static final Value NOTHING = Value.of(List.of());

    private final ToyEngine engine = new ToyEngine("Toy", ".toy");

    private TestReport run() {
        return AddonTests.run(engine, new AddonSource("Toys", List.of()), List.of(), AddonLimits.DEFAULT);
    }

    private void passes(Consumer<TestBench> test) {
        engine.test("it", test);
        assertThat(run().results()).containsExactly(new TestReport.Result("it", null));
    }

    /** The message of what a test throws, or null. */
    private @Nullable String failure(Consumer<TestBench> test) {
        engine.test("it", test);
        ScriptError error = run().results().getFirst().error();
        return error == null ? null : error.message();
    }

    private static String append(TestBench bench, String type, @Nullable Object key) {
        return bench.append(type, Fields.NONE, Value.of(key));
    }

    private static String ignore(TestBench bench, String keyText) {
        return bench.append("IGN", Fields.of(Map.of("ref", keyText)), Value.NIL);
    }

    @Test
    void resultsComeInOrderAndEveryTestStartsEmpty() {
        engine.test("first", bench -> append(bench, "a", null))
                .test("second", bench -> bench.equal(bench.view("seen", NOTHING), NOTHING, null));
        TestReport report = run();
        assertThat(report.results())
                .containsExactly(new TestReport.Result("first", null), new TestReport.Result("second", null));
        assertThat(report.passed()).isTrue();
        assertThat(engine.loads()).isEqualTo(1);
    }

    @Test
    void addonIsLoadedAfreshAfterAFailure() {
        engine.test("good", bench -> {})
                .test("bad", bench -> bench.equal(Value.of(1), Value.of(2), null))
                .test("good again", bench -> {})
                .test("bad last", bench -> bench.near(Value.of(1), Value.of(2), Value.of(0.5)));
        TestReport report = run();
        assertThat(report.passed()).isFalse();
        assertThat(report.results()).extracting(TestReport.Result::passed).containsExactly(true, false, true, false);
        assertThat(engine.loads()).isEqualTo(2);
    }

    @Test
    void addonThatDoesNotLoadHasNoResults() {
        ScriptError error = new ScriptError("no", "main.toy:1");
        engine.failingLoad(error);
        TestReport report = run();
        assertThat(report).isEqualTo(new TestReport(error, List.of(), List.of()));
        assertThat(report.passed()).isFalse();
    }

    @Test
    void addonWithoutTestsPasses() {
        assertThat(run()).isEqualTo(new TestReport(null, List.of(), List.of()));
    }

    @Test
    void entriesAreReplayedInLedgerOrder() {
        passes(bench -> {
            append(bench, "late", Map.of("time", 2000));
            append(bench, "early", Map.of("time", 1000));
            append(bench, "before", Map.of("time", 2000, "counter", -1));
            append(bench, "last", null);
            bench.equal(bench.view("seen", NOTHING), Value.of(List.of("early", "before", "late", "last")), null);
            bench.equal(bench.state(), Value.of(Map.of("seen", List.of("early", "before", "late", "last"))), null);
        });
    }

    @Test
    void partsOfAKeyThatAreLeftOutAreChosen() {
        passes(bench -> {
            assertThat(append(bench, "a", null)).isEqualTo("1700000000-0-1-1");
            assertThat(append(bench, "a", null)).isEqualTo("1700000001-0-1-1");
            assertThat(append(bench, "a", Map.of("time", 5))).isEqualTo("5-0-1-1");
            assertThat(append(bench, "a", Map.of("time", 5))).isEqualTo("5-1-1-1");
            assertThat(append(bench, "a", Map.of("time", 5, "creator", 2, "realm", 3)))
                    .isEqualTo("5-0-3-2");
            assertThat(append(bench, "a", Map.of())).isEqualTo("1700000002-0-1-1");
        });
    }

    @Test
    void wrongKeysAreRefused() {
        assertThat(failure(bench -> append(bench, "a", 5))).contains("time, counter, realm or creator");
        assertThat(failure(bench -> append(bench, "a", Map.of("tiem", 5)))).contains("tiem");
        assertThat(failure(bench -> append(bench, "a", Map.of("time", "5")))).contains("time", "number");
        assertThat(failure(bench -> append(bench, "a", Map.of("time", -1)))).contains("time");
        assertThat(failure(bench -> {
                    append(bench, "a", Map.of("time", 5, "counter", 0));
                    append(bench, "b", Map.of("time", 5, "counter", 0));
                }))
                .contains("5-0-1-1", "already");
    }

    @Test
    void ignoreEntriesCancelAndRestore() {
        passes(bench -> {
            String key = append(bench, "a", null);
            append(bench, "b", null);
            String ignore = ignore(bench, key);
            bench.equal(bench.view("seen", NOTHING), Value.of(List.of("b")), "ignored");
            ignore(bench, ignore);
            bench.equal(bench.view("seen", NOTHING), Value.of(List.of("a", "b")), "restored");
        });
        assertThat(failure(bench -> append(bench, "IGN", null))).contains("ref");
        assertThat(failure(bench -> ignore(bench, "nonsense"))).contains("nonsense");
    }

    @Test
    void failingHandlerIsToldWithItsEntry() {
        assertThat(failure(bench -> {
                    append(bench, "a", null);
                    append(bench, "bad", null);
                    bench.state();
                }))
                .isEqualTo("main.toy:7: bad entry (at the bad of key 1700000001-0-1-1)");
    }

    @Test
    void failingAndUnknownViewsAreTold() {
        assertThat(failure(bench -> bench.view("seen", Value.of(List.of(1)))))
                .isEqualTo("main.toy:3: no arguments, please");
        assertThat(failure(bench -> bench.view("saw", NOTHING))).isEqualTo("this addon has no view 'saw'; it has seen");
    }

    @Test
    void numberOfEntriesIsBounded() {
        assertThat(failure(bench -> {
                    for (int i = 0; i <= 100_000; i++) {
                        append(bench, "a", null);
                    }
                }))
                .contains("100000 entries");
    }
}

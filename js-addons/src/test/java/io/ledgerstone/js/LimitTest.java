package io.ledgerstone.js;

import static io.ledgerstone.js.Script.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.addon.ReplayOutcome;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What runs away is stopped, alone and for good. */
final class LimitTest {
    private static final String GOOD = "ledger('guild').any((state, e) => { state.n = (state.n ?? 0) + 1; });";

    private static String messageOf(ReplayOutcome outcome) {
        return Objects.requireNonNull(outcome.error()).message();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for (;;) {}",
                "for (;;) { try { for (;;) {} } finally { continue; } }",
                "[1].map(function f() { for (;;) {} });",
                "new Array(1e6).fill(0).forEach(() => { state.x = 1; });",
                "eval('for (;;) {}');",
                "Function('for (;;) {}')();",
                "(async () => { for (;;) await null; })();",
                "JSON.stringify({ toJSON() { for (;;) {} } });",
            })
    void stepsAreCountedWhereverTheyRun(String code) {
        try (JsEngine engine = new JsEngine();
                Script good = Script.of(engine, GOOD);
                Script bad = Script.of(engine, "ledger('guild').on('bad', state => { " + code + " });")) {
            good.replay(entry(1, "t", Map.of()));
            assertThat(messageOf(bad.replay(entry(1, "bad", Map.of())))).contains("steps");
            assertThat(messageOf(bad.replay(entry(1, "good", Map.of())))).contains("steps");
            good.instance().replay("guild", List.of(entry(2, "t", Map.of())));
            assertThat(good.state()).isEqualTo(Map.of("n", 2.0));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "new Array(5e7).fill(1).sort();",
                "/^(.*)\\1(.*)\\2(.*)\\3$/.test('ab'.repeat(3000) + 'c');",
                "let x = 3n; for (let i = 0; i < 40; i++) x = x * x;",
            })
    void builtInsThatHangAreInterrupted(String code) {
        try (JsEngine engine = new JsEngine(new Watchdog.Bounds(300, Long.MAX_VALUE));
                Script bad = Script.of(engine, "ledger('guild').on('bad', state => { " + code + " });")) {
            assertThat(messageOf(bad.replay(entry(1, "bad", Map.of())))).contains("built-in");
            assertThat(messageOf(bad.replay(entry(1, "good", Map.of())))).contains("built-in");
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }

    @Test
    void timeSpentInTheHostDoesNotCount() {
        try (JsEngine engine = new JsEngine(new Watchdog.Bounds(60, Long.MAX_VALUE));
                Script slow = Script.of(
                        engine,
                        "const guild = ledger('guild'); guild.command('c', () => { guild.submit('slow'); return 'done'; });")) {
            slow.replay();
            assertThat(Script.returned(slow.command("c"))).isEqualTo("done");
        }
    }

    @Test
    void textsHaveABound() {
        try (JsEngine engine = new JsEngine();
                Script bad = Script.of(engine, "ledger('guild').any(state => { state.t = 'x'.repeat(1000001); });")) {
            assertThat(messageOf(bad.replay(entry(1, "t", Map.of())))).contains("length");
        }
    }

    @Test
    void endlessRecursionIsAnErrorOfTheHandler() {
        try (JsEngine engine = new JsEngine();
                Script bad = Script.of(
                        engine,
                        "ledger('guild').on('bad', () => { (function f() { f(); })(); }); "
                                + "ledger('guild').on('good', state => { state.n = 1; });")) {
            assertThat(messageOf(bad.replay(entry(1, "bad", Map.of())))).contains("deep");
            assertThat(bad.replay(entry(1, "good", Map.of())).error()).isNull();
        }
    }
}

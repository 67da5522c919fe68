package io.ledgerstone.addon.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.addon.AddonLimits;
import io.ledgerstone.addon.AddonSource.SourceFile;
import io.ledgerstone.addon.AddonTests;
import io.ledgerstone.addon.ScriptError;
import io.ledgerstone.addon.TestReport;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Tests that authors write for their addons. */
interface AddonTestContract extends ContractPart {
    /** An addon that its tests can get to fail. */
    Script TESTED = POINTS.then(new Script("""
            guild:view("points", function(state, args)
              if args[1] == "nobody" then error("no such player") end
              if args[1] then return state.points[args[1]] else return state.points end
            end)
            guild:on("bad", function(state, e) error("bad entry") end)
            """, """
            guild.view("points", (state, args) => {
              if (args[0] === "nobody") throw new Error("no such player");
              return args[0] ? state.points[args[0]] : state.points;
            });
            guild.on("bad", (state, e) => { throw new Error("bad entry"); });
            """));

    private String testFile() {
        return "tests/points" + Script.extension(bench().engine().language());
    }

    private TestReport run(AddonLimits limits, Script tests) {
        SourceFile file = new SourceFile(testFile(), tests.in(bench().engine().language()));
        return AddonTests.run(bench().engine(), bench().source("Tested", TESTED), List.of(file), limits);
    }

    private void passes(String lua, String js) {
        TestReport report = run(
                AddonLimits.DEFAULT,
                new Script("test('it', function(t)\n" + lua + "\nend)\n", "test('it', t => {\n" + js + "\n});\n"));
        assertThat(report.loadError()).isNull();
        assertThat(report.results()).containsExactly(new TestReport.Result("it", null));
    }

    /** The error of a test whose only line, the second of its file, fails. */
    private String failure(String lua, String js) {
        TestReport report = run(
                AddonLimits.DEFAULT,
                new Script("test('it', function(t)\n" + lua + "\nend)\n", "test('it', t => {\n" + js + "\n});\n"));
        ScriptError error = Objects.requireNonNull(report.results().getFirst().error());
        assertThat(error.position()).isEqualTo(testFile() + ":2");
        return error.message();
    }

    @Test
    default void testsRunInOrderEachOnAnEmptyLedger() {
        TestReport report = run(AddonLimits.DEFAULT, new Script("""
                        test("first", function(t) t:append("award", { player = "Bob", amount = 5 }) t:equal(t:view("points", "Bob"), 5) end)
                        test("second", function(t) t:equal(t:view("points"), {}) log("second ran") end)
                        test("third", function(t) error("third fails") end)
                        test("fourth", function(t) t:equal(t:view("points"), {}) end)
                        """, """
                        test("first", t => { t.append("award", { player: "Bob", amount: 5 }); t.equal(t.view("points", "Bob"), 5); });
                        test("second", t => { t.equal(t.view("points"), {}); log("second ran"); });
                        test("third", t => { throw new Error("third fails"); });
                        test("fourth", t => { t.equal(t.view("points"), {}); });
                        """));
        assertThat(report.results())
                .containsExactly(
                        new TestReport.Result("first", null),
                        new TestReport.Result("second", null),
                        new TestReport.Result("third", new ScriptError("third fails", testFile() + ":3")),
                        new TestReport.Result("fourth", null));
        assertThat(report.lines()).containsExactly("second ran");
        assertThat(report.passed()).isFalse();
    }

    @Test
    default void appendedEntriesComeInLedgerOrder() {
        passes("""
                local late = t:append("award", { player = "Bob", amount = 1 }, { time = 2000, creator = 9 })
                local early = t:append("award", { player = "Eve", amount = 2 }, { time = 1000, counter = -4, realm = 2 })
                local next = t:append("award", { player = "Bob", amount = 3 })
                t:equal({ late, early, next }, { "2000-0-1-9", "1000--4-2-1", "2001-0-1-1" })
                t:equal(t:state(), { points = { Bob = 4, Eve = 2 } })
                """, """
                const late = t.append("award", { player: "Bob", amount: 1 }, { time: 2000, creator: 9 });
                const early = t.append("award", { player: "Eve", amount: 2 }, { time: 1000, counter: -4, realm: 2 });
                const next = t.append("award", { player: "Bob", amount: 3 });
                t.equal([late, early, next], ["2000-0-1-9", "1000--4-2-1", "2001-0-1-1"]);
                t.equal(t.state(), { points: { Bob: 4, Eve: 2 } });
                """);
    }

    @Test
    default void viewsCanBeAskedBetweenAppends() {
        passes("""
                t:append("award", { player = "Bob", amount = 1 })
                t:equal(t:view("points", "Bob"), 1)
                t:append("award", { player = "Bob", amount = 2 })
                t:equal(t:view("points", "Bob"), 3)
                t:equal(t:view("points"), { Bob = 3 })
                """, """
                t.append("award", { player: "Bob", amount: 1 });
                t.equal(t.view("points", "Bob"), 1);
                t.append("award", { player: "Bob", amount: 2 });
                t.equal(t.view("points", "Bob"), 3);
                t.equal(t.view("points"), { Bob: 3 });
                """);
    }

    @Test
    default void ignoreEntriesTakeEffect() {
        passes("""
                local key = t:append("award", { player = "Bob", amount = 1 })
                t:append("award", { player = "Bob", amount = 2 })
                local ignore = t:append("IGN", { ref = key })
                t:equal(t:view("points", "Bob"), 2)
                t:append("IGN", { ref = ignore })
                t:equal(t:view("points", "Bob"), 3)
                """, """
                const key = t.append("award", { player: "Bob", amount: 1 });
                t.append("award", { player: "Bob", amount: 2 });
                const ignore = t.append("IGN", { ref: key });
                t.equal(t.view("points", "Bob"), 2);
                t.append("IGN", { ref: ignore });
                t.equal(t.view("points", "Bob"), 3);
                """);
    }

    @Test
    default void theStateIsACopy() {
        passes("""
                t:append("award", { player = "Bob", amount = 1 })
                local state = t:state()
                state.points.Bob = 99
                t:equal(t:state(), { points = { Bob = 1 } })
                local view = t:view("points")
                view.Bob = 99
                t:equal(t:view("points"), { Bob = 1 })
                """, """
                t.append("award", { player: "Bob", amount: 1 });
                const state = t.state();
                state.points.Bob = 99;
                t.equal(t.state(), { points: { Bob: 1 } });
                const view = t.view("points");
                view.Bob = 99;
                t.equal(t.view("points"), { Bob: 1 });
                """);
    }

    @Test
    default void differencesAreToldWithTheirPlace() {
        assertThat(failure("t:equal({ a = { 1, 2 } }, { a = { 1, 3 } })", "t.equal({ a: [1, 2] }, { a: [1, 3] });"))
                .isEqualTo(".a item 2: expected 3, got 2");
        assertThat(failure("t:equal('x', 1, 'the sum')", "t.equal('x', 1, 'the sum');"))
                .isEqualTo("the sum: expected 1, got \"x\"");
        assertThat(failure("t:equal(t:view('points', 'Eve'), {})", "t.equal(t.view('points', 'Eve'), {});"))
                .startsWith("expected a ");
        passes(
                "t:equal({ b = 1, a = {} }, { a = {}, b = 1 }) t:equal(nil, nil) t:equal(0.5, 0.5, 'message')",
                "t.equal({ b: 1, a: [] }, { a: {}, b: 1 }); t.equal(null, undefined); t.equal(0.5, 0.5, 'message');");
    }

    @Test
    default void nearTakesATolerance() {
        passes("t:near(1.5, 1.4, 0.2) t:near(1, 1, 0)", "t.near(1.5, 1.4, 0.2); t.near(1, 1, 0);");
        assertThat(failure("t:near(1.5, 1, 0.25)", "t.near(1.5, 1, 0.25);"))
                .isEqualTo("expected 1 give or take 0.25, got 1.5");
        assertThat(failure("t:near(nil, 1, 0.25)", "t.near(undefined, 1, 0.25);"))
                .isEqualTo("expected a number near 1, got nothing");
    }

    @Test
    default void failsWantsAnErrorWithAText() {
        passes("""
                t:fails(function() error("the roof is on fire") end, "on fire")
                t:fails(function() t:view("points", "nobody") end, "no such player")
                t:append("bad")
                t:fails(function() t:view("points") end, "bad entry")
                """, """
                t.fails(() => { throw new Error("the roof is on fire"); }, "on fire");
                t.fails(() => { t.view("points", "nobody"); }, "no such player");
                t.append("bad");
                t.fails(() => { t.view("points"); }, "bad entry");
                """);
        assertThat(failure("t:fails(function() end, 'x')", "t.fails(() => {}, 'x');"))
                .contains("none");
        assertThat(failure("t:fails(function() error('y') end, 'x')", "t.fails(() => { throw new Error('y'); }, 'x');"))
                .contains("\"x\"", "\"y\"");
    }

    @Test
    default void failingHandlersAreToldWithTheirEntry() {
        String message = failure("t:append('bad') t:state()", "t.append('bad'); t.state();");
        assertThat(message).contains(bench().line(8), "bad entry", "1700000000-0-1-1");
    }

    @Test
    default void wrongUseIsToldAtItsLine() {
        assertThat(failure("t:append(5)", "t.append(5);")).contains("append", "type", "text");
        assertThat(failure("t:append('a', 5)", "t.append('a', 5);")).contains("append", "fields");
        assertThat(failure("t:append('a', {}, { tiem = 5 })", "t.append('a', {}, { tiem: 5 });"))
                .contains("tiem");
        assertThat(failure("t:append('a', {}, { time = 0.5 })", "t.append('a', {}, { time: 0.5 });"))
                .contains("time");
        assertThat(failure("t:append('IGN', {})", "t.append('IGN', {});")).contains("ref");
        assertThat(failure("t:view('standings')", "t.view('standings');")).contains("standings", "points");
        assertThat(failure("t:fails(5, 'x')", "t.fails(5, 'x');")).contains("fails", "function");
        assertThat(failure("test('late', function() end)", "test('late', () => {});"))
                .contains("test", "load");
    }

    @Test
    default void endlessTestDoesNotStopTheOthers() {
        TestReport report = run(
                new AddonLimits(200_000, 180, 1_000_000),
                new Script(
                        "test('endless', function(t) while true do end end) test('good', function(t) t:append('x') end)",
                        "test('endless', t => { while (true) {} }); test('good', t => { t.append('x'); });"));
        assertThat(report.results()).hasSize(2);
        assertThat(report.results().getFirst().error())
                .isNotNull()
                .extracting(ScriptError::message)
                .asString()
                .contains("steps");
        assertThat(report.results().getLast().passed()).isTrue();
    }

    @Test
    default void testsOfOneNameAreRefused() {
        TestReport report = run(
                AddonLimits.DEFAULT,
                new Script(
                        "test('a', function() end)\ntest('a', function() end)",
                        "test('a', () => {});\ntest('a', () => {});"));
        ScriptError error = Objects.requireNonNull(report.loadError());
        assertThat(error.message()).contains("a", "already");
        assertThat(error.position()).isEqualTo(testFile() + ":2");
        assertThat(report.results()).isEmpty();
    }
}

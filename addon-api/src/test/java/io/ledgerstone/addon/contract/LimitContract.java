package io.ledgerstone.addon.contract;

import static io.ledgerstone.addon.contract.Data.award;
import static io.ledgerstone.addon.contract.Data.entry;
import static io.ledgerstone.addon.contract.Data.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.addon.AddonLimits;
import io.ledgerstone.addon.Callable;
import io.ledgerstone.addon.ReplayOutcome;
import io.ledgerstone.addon.ScriptError;
import io.ledgerstone.ledger.entry.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No addon takes more than its limits, and no other addon notices when one tries. */
interface LimitContract extends ContractPart {
    /** Small, so that tests are quick. */
    AddonLimits SMALL = new AddonLimits(200_000, 180, 1_000_000);

    /** A handler of type {@code a} that runs these statements. */
    private RunningAddon withHandler(String lua, String js) {
        return bench().load(
                        SMALL,
                        GUILD.then(new Script(
                                "guild:on('a', function(state, e)\n" + lua + "\nend)\n",
                                "guild.on('a', (state, e) => {\n" + js + "\n});\n")));
    }

    private void isStoppedAlone(String lua, String js, String word) {
        RunningAddon other = bench().load(SMALL, POINTS).replays(award(1, "Bob", 1));
        RunningAddon addon = withHandler(lua, js);
        ScriptError error = addon.failsAt(1, entry(1, "b"), entry(2, "a"), entry(3, "b"));
        assertThat(error.message()).as(lua).contains(word).doesNotContain("java", "Exception");
        other.continues(award(2, "Bob", 2)).hasState(map("points", map("Bob", 3)));
        bench().load(SMALL, POINTS).replays(award(1, "Bob", 1)).hasState(map("points", map("Bob", 1)));
    }

    @Test
    default void endlessLoopIsStopped() {
        isStoppedAlone("while true do end", "while (true) {}", "steps");
        isStoppedAlone("for i = 1, math.huge do state.n = i end", "for (let i = 1; ; i++) state.n = i;", "steps");
        isStoppedAlone("repeat local x = 1 until false", "do { const x = 1; } while (true);", "steps");
    }

    @Test
    default void endlessLoopCannotHideInACatch() {
        isStoppedAlone(
                "while true do pcall(function() while true do end end) end",
                "while (true) { try { while (true) {} } catch (e) {} }",
                "steps");
        isStoppedAlone(
                "pcall(function() while true do end end)",
                "try { while (true) {} } catch (e) {} finally { state.f = 1; }",
                "steps");
    }

    @Test
    default void endlessLoopIsStoppedWherever() {
        Script loop = new Script("while true do end\n", "while (true) {}\n");
        assertThat(bench().failingLoad(new RecordingHost(), SMALL, loop).message())
                .contains("steps");

        RunningAddon inInit = bench().load(
                        SMALL,
                        GUILD.then(new Script(
                                "guild:init(function() while true do end end)",
                                "guild.init(() => { while (true) {} });")));
        ReplayOutcome outcome = inInit.instance().reset("guild");
        assertThat(outcome.error())
                .isNotNull()
                .extracting(ScriptError::message)
                .asString()
                .contains("steps");

        RunningAddon inView = bench().load(
                        SMALL,
                        POINTS.then(
                                new Script(
                                        "guild:view('v', function() while true do end end) guild:command('c', function() while true do end end)",
                                        "guild.view('v', () => { while (true) {} }); guild.command('c', () => { while (true) {} });")));
        assertThat(inView.reset().failingView("v").message()).contains("steps");
        RunningAddon inCommand = bench().load(
                        SMALL,
                        POINTS.then(new Script(
                                "guild:command('c', function() while true do end end)",
                                "guild.command('c', () => { while (true) {} });")));
        assertThat(inCommand.reset().failingCommand("c").message()).contains("steps");
    }

    @Test
    default void stoppedAddonAnswersEveryLaterCall() {
        RunningAddon addon = withHandler("while true do end", "while (true) {}");
        addon.failsAt(0, entry(1, "a"));
        assertThat(addon.instance().reset("guild")).isNotNull();
        assertThat(addon.instance().replay("guild", List.of(entry(1, "b")))).isNotNull();
        assertThat(addon.instance().state("guild")).isNotNull();
        assertThat(addon.instance().call(new Callable(Callable.Kind.VIEW, "v"), Value.of(List.of())))
                .isNotNull();
    }

    @Test
    default void stepsAreCountedForEachCall() {
        RunningAddon addon =
                withHandler("for i = 1, 10000 do state.n = i end", "for (let i = 1; i <= 10000; i++) state.n = i;");
        for (int i = 0; i < 40; i++) {
            addon.replays(entry(1, "a"), entry(2, "a"), entry(3, "a"));
        }
        addon.hasState(map("n", 10_000));
    }

    @Test
    default void deepRecursionIsStopped() {
        isStoppedAlone(
                "local function f(n) return 1 + f(n + 1) end state.n = f(1)",
                "const f = n => 1 + f(n + 1); state.n = f(1);",
                "deep");
        isStoppedAlone(
                "local t t = setmetatable({}, { __index = function(_, k) return t[k + 1] end }) state.n = t[1]",
                "const t = { get x() { return this.x; } }; state.n = t.x;",
                "deep");
    }

    @Test
    default void honestRecursionWorks() {
        withHandler(
                        "local function f(n) if n == 0 then return 0 end return 1 + f(n - 1) end state.n = f(100)",
                        "const f = n => n === 0 ? 0 : 1 + f(n - 1); state.n = f(100);")
                .replays(entry(1, "a"))
                .hasState(map("n", 100));
    }

    @Test
    default void hugeTextIsStopped() {
        isStoppedAlone("state.t = ('x'):rep(1000000000)", "state.t = 'x'.repeat(1000000000);", "");
        isStoppedAlone(
                "local s = 'x' for i = 1, 40 do s = s .. s end state.t = #s",
                "let s = 'x'; for (let i = 1; i <= 40; i++) s = s + s; state.t = s.length;",
                "");
    }
}

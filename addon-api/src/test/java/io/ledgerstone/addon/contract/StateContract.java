package io.ledgerstone.addon.contract;

import static io.ledgerstone.addon.contract.Data.entry;
import static io.ledgerstone.addon.contract.Data.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.addon.ScriptError;
import io.ledgerstone.ledger.entry.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a state may hold, and how the host reads it. */
interface StateContract extends ContractPart {
    /** An addon whose {@code init} runs these statements. */
    private RunningAddon withState(String lua, String js) {
        return bench().load(GUILD.then(new Script(
                        "guild:init(function(state)\n" + lua + "\nend)\n", "guild.init(state => {\n" + js + "\n});\n")))
                .reset();
    }

    @Test
    default void keysComeInTheOrderTheyWerePutIn() {
        RunningAddon addon = withState(
                "state.z = 1 state.a = 2 state.m = 3 state.a = 4 state['10 gold'] = 5",
                "state.z = 1; state.a = 2; state.m = 3; state.a = 4; state['10 gold'] = 5;");
        assertThat(addon.state())
                .isInstanceOfSatisfying(
                        Value.Mapping.class,
                        map -> assertThat(map.values().keySet()).containsExactly("z", "a", "m", "10 gold"));
    }

    @Test
    default void keyThatWasRemovedComesBackAtTheEnd() {
        RunningAddon addon = withState(
                "state.z = 1 state.a = 2 state.m = 3 state.z = nil state.z = 4",
                "state.z = 1; state.a = 2; state.m = 3; delete state.z; state.z = 4;");
        assertThat(addon.state())
                .isInstanceOfSatisfying(
                        Value.Mapping.class,
                        map -> assertThat(map.values().keySet()).containsExactly("a", "m", "z"));
    }

    @Test
    default void iterationFollowsTheOrderOfInsertion() {
        withState("""
                        local t = { }
                        for i = 1, 50 do t["k" .. (i * 37 % 50)] = i end
                        for i = 1, 50, 3 do t["k" .. (i * 37 % 50)] = nil end
                        for i = 1, 50, 6 do t["k" .. (i * 37 % 50)] = -i end
                        local keys = {}
                        for key in pairs(t) do keys[#keys + 1] = key end
                        state.keys = table.concat(keys, " ")
                        """, """
                        const t = { };
                        for (let i = 1; i <= 50; i++) t["k" + (i * 37 % 50)] = i;
                        for (let i = 1; i <= 50; i += 3) delete t["k" + (i * 37 % 50)];
                        for (let i = 1; i <= 50; i += 6) t["k" + (i * 37 % 50)] = -i;
                        const keys = [];
                        for (const key in t) keys.push(key);
                        state.keys = keys.join(" ");
                        """)
                .hasState(map(
                        "keys",
                        "k24 k11 k35 k22 k46 k33 k7 k44 k18 k5 k29 k16 k40 k27 k1 k38 k12 k49 k23 k10 k34 k21 k45 k32 k6"
                                + " k43 k17 k4 k28 k15 k39 k26 k0 k37 k9 k31 k3 k25 k47 k19 k41 k13"));
    }

    @Test
    default void exportIsACopy() {
        RunningAddon addon = bench().load(GUILD.then(new Script(
                "guild:init(function(s) s.list = {1} end) guild:any(function(s) s.list[1] = 2 end)",
                "guild.init(s => { s.list = [1]; }); guild.any(s => { s.list[0] = 2; });")));
        Value before = addon.reset().state();
        addon.continues(entry(1, "a")).hasState(map("list", List.of(2)));
        Data.assertSameData(before, map("list", List.of(1)));
    }

    @Test
    default void oneTableInTwoPlacesIsNoCycle() {
        withState(
                        "local t = {1} state.a = t state.b = t state.c = { t, t }",
                        "const t = [1]; state.a = t; state.b = t; state.c = [t, t];")
                .hasState(map("a", List.of(1), "b", List.of(1), "c", List.of(List.of(1), List.of(1))));
    }

    @Test
    default void functionsAreRefusedWithTheirPath() {
        ScriptError error = withState(
                        "state.points = { Bob = { update = function() end } }",
                        "state.points = { Bob: { update() {} } };")
                .refusedState();
        assertThat(error.message()).contains("state.points.Bob.update", "function");
    }

    @Test
    default void cyclesAreRefusedWithTheirPath() {
        ScriptError error = withState(
                        "state.inner = {} state.inner.outer = { again = state.inner }",
                        "state.inner = {}; state.inner.outer = { again: state.inner };")
                .refusedState();
        assertThat(error.message()).contains("state.inner.outer.again");
        ScriptError whole = withState("state.me = state", "state.me = state;").refusedState();
        assertThat(whole.message()).contains("state.me");
    }

    @Test
    default void tooDeepStatesAreRefused() {
        withState(
                        "local t = state for i = 1, 60 do t.t = {} t = t.t end",
                        "let t = state; for (let i = 1; i <= 60; i++) { t.t = {}; t = t.t; }")
                .digest();
        ScriptError error = withState(
                        "local t = state for i = 1, 5000 do t.t = {} t = t.t end",
                        "let t = state; for (let i = 1; i <= 5000; i++) { t.t = {}; t = t.t; }")
                .refusedState();
        assertThat(error.message()).contains("deep", "state.t.t.t");
    }

    @Test
    default void entriesAreNoData() {
        RunningAddon addon = bench().load(GUILD.then(new Script(
                "guild:any(function(state, e) state.last = e end)", "guild.any((state, e) => { state.last = e; });")));
        assertThat(addon.replays(entry(1, "t", "x", 1)).refusedState().message())
                .contains("state.last", "fields");
    }

    @Test
    default void whatOnlyOneLanguageHasIsNoData() {
        ScriptError error = withState(
                        "state.a = { b = coroutine and coroutine.create(function() end) or function() end }",
                        "state.a = { b: new Map() };")
                .refusedState();
        assertThat(error.message()).contains("state.a.b");
        error = withState("state.a = {} state.a[true] = 1", "state.a = { b: Symbol('x') };")
                .refusedState();
        assertThat(error.message()).contains("state.a");
    }

    @Test
    default void refusedStateIsNoDeadEnd() {
        RunningAddon addon = bench().load(GUILD.then(new Script(
                "guild:any(function(state, e) if e.x then state.f = function() end end state.n = 1 end)",
                "guild.any((state, e) => { if (e.x) state.f = () => {}; state.n = 1; });")));
        addon.replays(entry(1, "t", "x", 1)).refusedState();
        addon.replays(entry(1, "t")).hasState(map("n", 1));
    }
}

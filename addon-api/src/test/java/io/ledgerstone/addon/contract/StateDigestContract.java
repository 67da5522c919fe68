package io.ledgerstone.addon.contract;

import static io.ledgerstone.addon.contract.Data.award;
import static io.ledgerstone.addon.contract.Data.entry;
import static io.ledgerstone.addon.contract.Data.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.ledger.codec.StateDigest;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The same program leaves the same state, and so the same digest, in every language. */
interface StateDigestContract extends ContractPart {
    private void stateIs(String lua, String js, Map<String, @Nullable Object> expected) {
        bench().load(GUILD.then(new Script(
                        "guild:init(function(state)\n" + lua + "\nend)\n", "guild.init(state => {\n" + js + "\n});\n")))
                .reset()
                .hasState(expected);
    }

    @Test
    default void keysOneToNAreAList() {
        stateIs("state.l = { 'a', 'b', 'c' }", "state.l = ['a', 'b', 'c'];", map("l", List.of("a", "b", "c")));
        stateIs(
                "state.l = {} state.l[3] = 'c' state.l[1] = 'a' state.l[2] = 'b'",
                "state.l = []; state.l[2] = 'c'; state.l[0] = 'a'; state.l[1] = 'b';",
                map("l", List.of("a", "b", "c")));
        stateIs(
                "state.l = { 1, 2, 3 } table.remove(state.l) table.insert(state.l, 1, 0)",
                "state.l = [1, 2, 3]; state.l.pop(); state.l.unshift(0);",
                map("l", List.of(0, 1, 2)));
        stateIs(
                "state.l = { 1, 2, 3 } state.l[3] = nil",
                "state.l = [1, 2, 3]; state.l.length = 2;",
                map("l", List.of(1, 2)));
    }

    @Test
    default void emptyListIsAnEmptyMap() {
        stateIs("state.a = {} state.b = { {} }", "state.a = []; state.b = [{}];", map("a", map(), "b", List.of(map())));
        stateIs("state.a = { 1 } state.a[1] = nil", "state.a = { b: 1 }; delete state.a.b;", map("a", List.of()));
    }

    @Test
    default void integerKeysAreTheirDecimals() {
        stateIs(
                "state.m = { [0] = 'zero', [7] = 'seven', [-1] = 'minus', [1700000000] = 'time', [9007199254740991] = 'max' }",
                "state.m = { [0]: 'zero', [7]: 'seven', [-1]: 'minus', [1700000000]: 'time', [9007199254740991]: 'max' };",
                map(
                        "m",
                        map(
                                "0",
                                "zero",
                                "7",
                                "seven",
                                "-1",
                                "minus",
                                "1700000000",
                                "time",
                                "9007199254740991",
                                "max")));
        stateIs(
                "state.m = { [2] = 'b', [3] = 'c' }",
                "state.m = { 2: 'b', 3: 'c' };",
                map("m", map("2", "b", "3", "c")));
        stateIs(
                "state.m = { 'a', 'b', x = 'c' }",
                "state.m = { 1: 'a', 2: 'b', x: 'c' };",
                map("m", map("1", "a", "2", "b", "x", "c")));
    }

    @Test
    default void nothingIsAbsent() {
        stateIs(
                "state.a = nil state.b = { c = nil, d = 1 }",
                "state.a = null; state.a2 = undefined; state.b = { c: null, c2: undefined, d: 1 };",
                map("b", map("d", 1)));
    }

    @Test
    default void numbersAreDoubles() {
        stateIs(
                "state.n = { 0.1 + 0.2, 1 / 3, 2^53, -2^53, 1e300, 5e-324, 100 * 1.1, 1e15 + 0.5, 7 / 2, -7 % 3 + 0 }",
                "state.n = [0.1 + 0.2, 1 / 3, 2 ** 53, -(2 ** 53), 1e300, 5e-324, 100 * 1.1, 1e15 + 0.5, 7 / 2, 2];",
                map(
                        "n",
                        List.of(
                                0.1 + 0.2,
                                1 / 3d,
                                0x1p53,
                                -0x1p53,
                                1e300,
                                Double.MIN_VALUE,
                                100 * 1.1,
                                1e15 + 0.5,
                                3.5,
                                2)));
        stateIs(
                "state.n = { 0 / 0, 1 / 0, -1 / 0 }",
                "state.n = [0 / 0, 1 / 0, -1 / 0];",
                map("n", List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)));
        stateIs("local zero = 0 state.n = -zero", "const zero = 0; state.n = -zero;", map("n", 0));
    }

    @Test
    default void textIsUnicode() {
        stateIs(
                "state['ärger 龍'] = { 'a\\nb', '🐉', '' }",
                "state['ärger 龍'] = ['a\\nb', '🐉', ''];",
                map("ärger 龍", List.of("a\nb", "🐉", "")));
    }

    @Test
    default void namesThatLanguagesKnowAreOrdinaryKeys() {
        stateIs(
                "local t = {} t['__proto__'] = 1 t['constructor'] = 2 t['length'] = 3 t['__index'] = 4 state.t = t",
                "const t = {}; t['__proto__'] = 1; t['constructor'] = 2; t['length'] = 3; t['__index'] = 4; state.t = t;",
                map("t", map("__proto__", 1, "constructor", 2, "length", 3, "__index", 4)));
    }

    @Test
    default void sameProgramHasTheSameDigest() {
        RunningAddon addon = bench().load(GUILD.then(new Script("""
                guild:init(function(state) state.players = {} state.log = {} state.byDay = {} state.none = {} end)
                guild:on("award", function(state, e)
                  local p = state.players[e.player]
                  if not p then p = { points = 0, history = {} } state.players[e.player] = p end
                  p.points = p.points + e.amount
                  p.history[#p.history + 1] = { e.time, e.amount }
                  local day = math.floor(e.time / 86400)
                  state.byDay[day] = (state.byDay[day] or 0) + e.amount
                end)
                guild:on("decay", function(state, e)
                  for name, p in pairs(state.players) do
                    p.points = p.points * (1 - e.percent / 100)
                    if p.points < 1 then state.players[name] = nil end
                  end
                end)
                guild:any(function(state, e) table.insert(state.log, e.type .. "@" .. e.key) end)
                """, """
                guild.init(state => { state.players = {}; state.log = []; state.byDay = {}; state.none = []; });
                guild.on("award", (state, e) => {
                  let p = state.players[e.player];
                  if (!p) { p = { points: 0, history: [] }; state.players[e.player] = p; }
                  p.points += e.amount;
                  p.history.push([e.time, e.amount]);
                  const day = Math.floor(e.time / 86400);
                  state.byDay[day] = (state.byDay[day] ?? 0) + e.amount;
                });
                guild.on("decay", (state, e) => {
                  for (const [name, p] of Object.entries(state.players)) {
                    p.points = p.points * (1 - e.percent / 100);
                    if (p.points < 1) delete state.players[name];
                  }
                });
                guild.any((state, e) => { state.log.push(e.type + "@" + e.key); });
                """)));
        Entry[] entries = new Entry[300];
        for (int i = 0; i < entries.length; i++) {
            long time = 1_700_000_000L + i * 7_919L;
            entries[i] = i % 10 == 9
                    ? entry(time, "decay", "percent", i % 7 * 9.5)
                    : award(time, "Spieler" + i * i % 23, i * 1.1 - 20);
        }
        addon.replays(entries);
        assertThat(addon.digest()).isEqualTo("6e0c2be983edfa26baf08d2b2d64881f");
        assertThat(addon.replays(entries).digest()).isEqualTo("6e0c2be983edfa26baf08d2b2d64881f");
        assertThat(StateDigest.of(addon.state())).isEqualTo("6e0c2be983edfa26baf08d2b2d64881f");
        assertThat(addon.state())
                .isInstanceOfSatisfying(
                        Value.Mapping.class,
                        map -> assertThat(map.values().keySet()).containsExactly("players", "log", "byDay", "none"));
    }
}

package io.ledgerstone.js;

import static io.ledgerstone.js.Script.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.ledger.entry.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is particular to JavaScript; the rest is in the contract suite. */
final class JsAddonTest {
    private static final JsEngine ENGINE = new JsEngine();

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    @Test
    void entriesShowTheirKeyAndFields() {
        try (Script script = Script.of(ENGINE, """
                ledger("guild").any((state, e) => {
                  state.seen = [e.time, e.counter, e.realm, e.creator, e.type, e.key, e.id.length, e.missing === undefined,
                    e.name, e.name, e.flag, e.off, e.list, e.map.deep[1].x, e.fields, "name" in e, "other" in e];
                });
                """)) {
            Map<String, Object> map = Map.of("deep", List.of(1.0, Map.of("x", 5.0)));
            Map<String, Object> fields =
                    Map.of("name", "Bob", "flag", true, "off", false, "list", List.of(1.0, "two", true), "map", map);
            assertThat(script.replay(entry(1, "t", fields), entry(2, "t", fields))
                            .error())
                    .isNull();
            List<Object> list = List.of(1.0, "two", true);
            assertThat(script.state())
                    .isEqualTo(Map.of(
                            "seen",
                            List.of(
                                    1700000002.0,
                                    2.0,
                                    0.0,
                                    43981.0,
                                    "t",
                                    "1700000002-2-43981",
                                    32.0,
                                    true,
                                    "Bob",
                                    "Bob",
                                    true,
                                    false,
                                    list,
                                    5.0,
                                    fields,
                                    true,
                                    false)));
        }
    }

    @Test
    void entriesCanBeLoggedAndTurnedIntoJson() {
        try (Script script =
                Script.of(ENGINE, "ledger('guild').any((state, e) => { log(e); console.log('n', 5, [1], null); });")) {
            script.replay(entry(1, "t", Map.of("a", 1)));
            assertThat(script.lines)
                    .containsExactly("{\"key\":\"1700000001-1-43981\",\"type\":\"t\",\"a\":1}", "n 5 [1] null");
        }
    }

    @Test
    void fieldsMayChangeTheirKindFromEntryToEntry() {
        try (Script script = Script.of(ENGINE, """
                ledger("guild").any((state, e) => { state.all = (state.all ?? "") + e.a + typeof e.a + e.b + ";"; });
                """)) {
            script.replay(
                    entry(1, "t", Map.of("a", 1)),
                    entry(2, "t", Map.of("a", "1")),
                    entry(3, "t", Map.of("a", true, "b", 2)),
                    entry(4, "t", Map.of("b", 3)),
                    entry(5, "t", Map.of("a", List.of(4, 5))),
                    entry(6, "t", Map.of("a", 0.5)));
            assertThat(script.state())
                    .isEqualTo(Map.of(
                            "all",
                            "1numberundefined;1stringundefined;trueboolean2;undefinedundefined3;4,5objectundefined;"
                                    + "0.5numberundefined;"));
        }
    }

    @Test
    void moreShapesThanAreKeptStillWork() {
        int shapes = EntryFeed.SHAPES_MAX + 50;
        try (Script script = Script.of(ENGINE, """
                const kept = [];
                const guild = ledger("guild");
                guild.any((state, e) => { kept.push(e); state.sum = (state.sum ?? 0) + kept[kept.length >> 1].n; });
                """)) {
            List<Entry> entries = new ArrayList<>();
            double sum = 0;
            for (int i = 0; i < shapes; i++) {
                entries.add(entry(i, "t", Map.of("n", i, "field" + i, 1)));
                sum += (i + 1) >> 1;
            }
            assertThat(script.replay(entries.toArray(Entry[]::new)).error()).isNull();
            assertThat(script.state()).isEqualTo(Map.of("sum", sum));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "state.a = { b: [1, () => {}] }      | state.a.b[1] is a function",
                "state.a = { 'x y': Symbol('s') }    | state.a[\"x y\"] is a symbol",
                "state.a = 5n                        | state.a is a bigint",
                "state.players = { Bob: new Map() }  | state.players.Bob is a Map",
                "state.a = [new Date(0)]             | state.a[0] is a Date",
                "state.a = new (class Raid {})()     | state.a is a Raid",
                "state.a = new Int8Array(2)          | state.a is an Int8Array",
                "state.a = new (class extends Array {})() | state.a is",
                "state.a = { [Symbol('s')]: 1 }      | state.a has a symbol for a name",
                "state.a = [1, , 3]                  | state.a[1] is undefined",
                "state.a = ['\\ud800']               | state.a[0] is a text with half of a character",
                "state.a = { '\\udc00': 1 }          | half of a character",
            })
    void statesHoldPlainDataOnly(String code, String message) {
        try (Script script = Script.of(ENGINE, "ledger('guild').any(state => { " + code + " });")) {
            assertThat(script.replay(entry(1, "t", Map.of())).error()).isNull();
            assertThat(Script.failed(script.instance().state("guild")).message())
                    .contains(message);
        }
    }

    @Test
    void numbersAmongTheNamesComeFirst() {
        try (Script script = Script.of(
                ENGINE,
                "ledger('guild').any(state => { for (const name of ['b', '10', 'a', '9', '-1', '01']) state[name] = 1; });")) {
            script.replay(entry(1, "t", Map.of()));
            assertThat(((Map<?, ?>) Objects.requireNonNull(script.state())).keySet())
                    .map(Object::toString)
                    .containsExactly("9", "10", "b", "a", "-1", "01");
        }
    }

    @Test
    void mistakesThatSloppyScriptsHideAreErrors() {
        assertThat(Script.of(ENGINE, "\nundeclared = 5;").loadError())
                .extracting(Object::toString)
                .asString()
                .startsWith("addon.js:2: ReferenceError");
    }

    @Test
    void mathIsTheSameOnEveryProcessor() {
        try (Script script = Script.of(ENGINE, """
                ledger("guild").view("v", () => [Math.sin(1e5), Math.exp(0.7), Math.pow(1.1, 10.5), Math.log2(8), Math.log2(10),
                  Math.hypot(3, 4, 12), Math.hypot(NaN, -Infinity), Math.hypot(), Math.cbrt(-27), Math.atan2(1, -1), Math.asinh(-1),
                  Math.acosh(2), Math.atanh(0.5), Math.tanh(0.3), Math.pow("2", 3), Math.acosh(0.5), Math.log1p(1e-10)]);
                """)) {
            assertThat(script.view("v"))
                    .isEqualTo(List.of(
                            StrictMath.sin(1e5),
                            StrictMath.exp(0.7),
                            StrictMath.pow(1.1, 10.5),
                            3.0,
                            StrictMath.log(10) / StrictMath.log(2),
                            13.0,
                            Double.POSITIVE_INFINITY,
                            0.0,
                            -3.0,
                            StrictMath.atan2(1, -1),
                            -0.881373587019543,
                            1.3169578969248166,
                            0.5493061443340548,
                            StrictMath.tanh(0.3),
                            8.0,
                            Double.NaN,
                            StrictMath.log1p(1e-10)));
        }
    }

    @Test
    void dateWithArgumentsIsUtc() {
        try (Script script = Script.of(ENGINE, """
                ledger("guild").view("v", () => { const d = new Date(1700000000000); return [d.getHours(), d.toISOString(),
                  d.toLocaleDateString(), d.toLocaleTimeString(), d.toLocaleString(), Date.UTC(2020, 0), new Date("2020-01-01") - 0,
                  d instanceof Date, d.constructor === Date]; });
                ledger("guild").view("now", () => Date.now());
                """)) {
            assertThat(script.view("v"))
                    .isEqualTo(List.of(
                            22.0,
                            "2023-11-14T22:13:20.000Z",
                            "2023-11-14",
                            "22:13:20",
                            "2023-11-14 22:13:20",
                            1577836800000.0,
                            1577836800000.0,
                            true,
                            true));
            assertThat(script.viewError("now").toString()).contains("e.time").startsWith("addon.js:4");
        }
    }

    @Test
    void textsAreComparedTheSameEverywhere() {
        try (Script script = Script.of(
                ENGINE,
                "ledger('guild').view('v', () => ['b', 'a', 'B', 'A', 'ab', 'Z'].sort((x, y) => x.localeCompare(y)).join());")) {
            assertThat(script.view("v")).isEqualTo("a,A,ab,b,B,Z");
        }
    }
}

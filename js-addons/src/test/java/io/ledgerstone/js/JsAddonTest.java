package io.ledgerstone.js;

import static io.ledgerstone.js.Script.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What an author's script sees and does. */
final class JsAddonTest {
    private static final JsEngine ENGINE = new JsEngine();
    private static final String POINTS = """
            const guild = ledger("guild");
            guild.init(state => { state.points = {}; });
            guild.when({ award(state, e) { state.points[e.player] = (state.points[e.player] ?? 0) + e.amount; } });
            guild.view("standings", (state, args) => args.length ? state.points[args[0]] : state.points);
            """;

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    @Test
    void handlersBuildTheStateAndViewsReadIt() {
        try (Script script = Script.of(ENGINE, POINTS)) {
            var outcome = script.replay(
                    entry(1, "award", Map.of("player", "Bob", "amount", 10)),
                    entry(2, "award", Map.of("player", "Al", "amount", 2.5)),
                    entry(3, "award", Map.of("player", "Bob", "amount", -3)));

            assertThat(outcome.error()).isNull();
            assertThat(outcome.applied()).isEqualTo(3);
            assertThat(script.view("standings")).isEqualTo(Map.of("Bob", 7.0, "Al", 2.5));
            assertThat(script.view("standings", "Bob")).isEqualTo(7.0);
            assertThat(script.state()).isEqualTo(Map.of("points", Map.of("Bob", 7.0, "Al", 2.5)));
        }
    }

    @Test
    void entriesShowTheirKeyAndFields() {
        try (Script script = Script.of(ENGINE, """
                ledger("guild").any((state, e) => {
                  state.seen = [e.time, e.counter, e.realm, e.creator, e.type, e.key, e.id.length, e.missing === undefined,
                    e.name, e.name, e.flag, e.off, e.list, e.map.deep[1].x, e.fields, "name" in e, "other" in e];
                });
                """)) {
            Map<String, Object> fields = Map.of(
                    "name",
                    "Bob",
                    "flag",
                    true,
                    "off",
                    false,
                    "list",
                    List.of(1, "two", true),
                    "map",
                    Map.of("deep", List.of(1, Map.of("x", 5))));
            assertThat(script.replay(entry(1, "t", fields), entry(2, "t", fields))
                            .error())
                    .isNull();
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
                                    List.of(1.0, "two", true),
                                    5.0,
                                    Map.of(
                                            "name",
                                            "Bob",
                                            "flag",
                                            true,
                                            "off",
                                            false,
                                            "list",
                                            List.of(1.0, "two", true),
                                            "map",
                                            Map.of("deep", List.of(1.0, Map.of("x", 5.0)))),
                                    true,
                                    false)));
        }
    }
}

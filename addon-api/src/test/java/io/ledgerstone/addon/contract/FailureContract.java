package io.ledgerstone.addon.contract;

import static io.ledgerstone.addon.contract.Data.award;
import static io.ledgerstone.addon.contract.Data.entry;
import static io.ledgerstone.addon.contract.Data.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.addon.AddonLimits;
import io.ledgerstone.addon.ReplayOutcome;
import io.ledgerstone.addon.ScriptError;
import org.junit.jupiter.api.Test;

/** What an addon's mistakes cause: an error with its place, and nothing for anybody else. */
interface FailureContract extends ContractPart {
    /** Fails at an award whose amount is 13. */
    Script FAILS_AT_13 = POINTS.then(new Script("""
            guild:any(function(state, e)
              state.seen = (state.seen or 0) + 1
              if e.amount == 13 then error("boom") end
            end)
            """, """
            guild.any((state, e) => {
              state.seen = (state.seen ?? 0) + 1;
              if (e.amount === 13) throw new Error("boom");
            });
            """));

    @Test
    default void failingHandlerTellsMessageAndLine() {
        ScriptError error =
                bench().load(FAILS_AT_13).failsAt(2, award(1, "Bob", 1), award(2, "Bob", 2), award(3, "Bob", 13));
        assertThat(error.message()).isEqualTo("boom");
        assertThat(error.position()).isEqualTo(bench().line(6));
    }

    @Test
    default void entriesBeforeTheFailingOneCanBeReplayed() {
        RunningAddon addon = bench().load(FAILS_AT_13);
        addon.failsAt(1, award(1, "Bob", 1), award(2, "Bob", 13), award(3, "Bob", 5));
        addon.replays(award(1, "Bob", 1)).hasState(map("points", map("Bob", 1), "seen", 1));
        addon.continues(award(3, "Bob", 5)).hasState(map("points", map("Bob", 6), "seen", 2));
    }

    @Test
    default void mistakesOfTheLanguageTellTheirLine() {
        ScriptError error = bench().load(GUILD.then(new Script("""
                        local function add(state, e)
                          state.points[e.player] = 1
                        end
                        guild:on("award", function(state, e)
                          add(state, e)
                        end)
                        """, """
                        function add(state, e) {
                          state.points[e.player] = 1;
                        }
                        guild.on("award", (state, e) => {
                          add(state, e);
                        });
                        """))).failsAt(0, award(1, "Bob", 1));
        assertThat(error.message()).contains("points").doesNotContain("java", "Exception", "main.");
        assertThat(error.position()).isEqualTo(bench().line(3));
    }

    @Test
    default void whateverIsThrownHasAMessage() {
        String[][] thrown = {
            {"error('text')", "throw 'text';", "text"},
            {"error({ code = 5 })", "throw { code: 5 };", ""},
            {"error()", "throw undefined;", ""},
            {"error(nil, 0)", "throw null;", ""},
            {"error(5)", "throw 5;", "5"},
        };
        for (String[] each : thrown) {
            ScriptError error = bench().load(GUILD.then(new Script(
                            "guild:any(function() " + each[0] + " end)", "guild.any(() => { " + each[1] + " });")))
                    .failsAt(0, entry(1, "a"));
            assertThat(error.message())
                    .as(each[0])
                    .isNotBlank()
                    .contains(each[2])
                    .doesNotContain("java", "@");
        }
    }

    @Test
    default void errorsInsideCanBeCaught() {
        bench().load(GUILD.then(new Script("""
                        guild:any(function(state, e)
                          local ok, problem = pcall(function() error("inner") end)
                          state.caught = not ok and problem ~= nil
                        end)
                        """, """
                        guild.any((state, e) => {
                          try { throw new Error("inner"); }
                          catch (problem) { state.caught = problem.message === "inner"; }
                        });
                        """))).replays(entry(1, "a")).hasState(map("caught", true));
    }

    @Test
    default void failingInitIsToldByReset() {
        RunningAddon addon = bench().load(GUILD.then(new Script(
                "guild:init(function(state)\nerror(\"no start\")\nend)",
                "guild.init(state => {\nthrow new Error(\"no start\");\n});")));
        ReplayOutcome outcome = addon.instance().reset("guild");
        assertThat(outcome).isEqualTo(new ReplayOutcome(0, new ScriptError("no start", bench().line(3))));
    }

    @Test
    default void fileThatDoesNotParseIsToldWithItsLine() {
        ScriptError error = bench().failingLoad(
                        new Script("local a = 1\n", "const a = 1;\n"),
                        new Script("local b = 1\n\nlocal c = = 2\n", "const b = 1;\n\nconst c = = 2;\n"));
        assertThat(error.position()).isEqualTo(bench().fileName(2) + ":3");
        assertThat(error.message()).isNotBlank().doesNotContain("java", "Exception", "main2.");
    }

    @Test
    default void fileThatFailsIsToldWithItsLine() {
        ScriptError error = bench().failingLoad(
                        GUILD,
                        new Script(
                                "local b = 1\nerror(\"not today\")\n",
                                "const b = 1;\nthrow new Error(\"not today\");\n"));
        assertThat(error).isEqualTo(new ScriptError("not today", bench().fileName(2) + ":2"));
        ScriptError missing = bench().failingLoad(new Script("\nnobody.knows()\n", "\nnobody.knows();\n"));
        assertThat(missing.message()).contains("nobody");
        assertThat(missing.position()).isEqualTo(bench().line(2));
    }

    @Test
    default void filesAfterTheFailingOneDoNotRun() {
        RecordingHost host = new RecordingHost();
        bench().failingLoad(
                        host,
                        AddonLimits.DEFAULT,
                        new Script("error('stop')", "throw new Error('stop');"),
                        new Script("log('ran')", "log('ran');"));
        assertThat(host.lines()).isEmpty();
    }

    @Test
    default void failuresStayWithTheirAddon() {
        RunningAddon good = bench().load(POINTS).replays(award(1, "Bob", 1));
        bench().failingLoad(new Script("local x = = 1", "const x = = 1;"));
        bench().failingLoad(new Script("error('load')", "throw new Error('load');"));
        bench().load(FAILS_AT_13).failsAt(0, award(1, "Bob", 13));
        good.continues(award(2, "Bob", 2)).hasState(map("points", map("Bob", 3)));
        bench().load(POINTS).replays(award(1, "Bob", 5)).hasState(map("points", map("Bob", 5)));
    }
}

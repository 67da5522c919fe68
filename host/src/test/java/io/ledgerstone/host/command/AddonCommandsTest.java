package io.ledgerstone.host.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerstone.host.command.Shell.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddonCommandsTest {
    @TempDir
    Path home;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(home);
    }

    private void lua(String name, String code) {
        shell.write("plugins/" + name + "/" + name + ".toc", "## Title: " + name + "\nmain.lua\n");
        shell.write("plugins/" + name + "/main.lua", code);
    }

    private void js(String name, String code) {
        shell.write("plugins/" + name + "/addon.json", "{\"files\": [\"main.js\"]}");
        shell.write("plugins/" + name + "/main.js", code);
    }

    private static String points(String handler) {
        return """
                local guild = ledger("guild")
                guild:init(function(state) state.points = {} end)
                guild:on("award", function(state, e) %s end)
                guild:view("points", function(state, args) return args[1] and state.points[args[1]] or state.points end)
                guild:command("give", function(state, args) return guild:submit("award", { player = args[1], amount = 5 }) end)
                log("hello from Lua")
                """.formatted(handler);
    }

    private static final String GOOD = "state.points[e.player] = (state.points[e.player] or 0) + e.amount";

    @Test
    void handlersOfBothLanguagesSeeWhatWasAppended() {
        lua("LuaPoints", points(GOOD));
        js("JsPoints", """
                const guild = ledger("guild");
                guild.init(state => { state.points = {}; });
                guild.on("award", (state, e) => { state.points[e.player] = (state.points[e.player] ?? 0) + e.amount; });
                guild.view("points", state => state.points);
                """);
        assertThat(shell.json("view", "LuaPoints", "points").path("result")).isEmpty();
        shell.run("append", "guild", "award", "player=Bob", "amount=10").succeeds();
        shell.run("append", "guild", "award", "player=Bob", "amount=2.5").succeeds();
        assertThat(shell.json("view", "LuaPoints", "points").path("result")).hasToString("{\"Bob\":12.5}");
        assertThat(shell.json("view", "JsPoints", "points").path("result")).hasToString("{\"Bob\":12.5}");
        JsonNode luaState = shell.json("state", "LuaPoints");
        JsonNode jsState = shell.json("state", "JsPoints");
        assertThat(luaState.path("digest")).isEqualTo(jsState.path("digest"));
        assertThat(shell.run("state", "LuaPoints", "points", "Bob").succeeds().out())
                .isEqualTo("12.5\n");
        assertThat(shell.run("state", "LuaPoints", "pionts").err())
                .contains("There is no 'pionts' in the state; it has points");
    }

    @Test
    void commandsSubmitEntriesAndViewsSeeThem() {
        lua("LuaPoints", points(GOOD));
        JsonNode called = shell.json("call", "LuaPoints", "give", "Eve");
        assertThat(called.path("result").asText())
                .endsWith(shell.json("entries", "guild")
                        .path("entries")
                        .path(0)
                        .path("creator")
                        .asText());
        assertThat(shell.run("view", "LuaPoints", "points", "Eve").succeeds().out())
                .isEqualTo("5\n");
        assertThat(shell.json("addons", "log", "LuaPoints").path("lines")).hasToString("[\"hello from Lua\"]");
        assertThat(shell.run("view", "LuaPoints", "ponts").err())
                .contains("LuaPoints has no view 'ponts'; it has points");
        assertThat(shell.run("view", "LuaPionts", "points").err()).contains("did you mean LuaPoints?");
    }

    @Test
    void handlerThatThrowsStopsItsAddonThereAndNoOther() {
        lua("Good", points(GOOD));
        lua("Bad", points("if e.amount == 13 then error(\"unlucky\") end " + GOOD));
        shell.run("append", "guild", "award", "player=Bob", "amount=10").succeeds();
        String key = shell.json("append", "guild", "award", "player=Bob", "amount=13")
                .path("key")
                .asText();
        shell.run("append", "guild", "award", "player=Bob", "amount=1").succeeds();
        assertThat(shell.json("view", "Good", "points").path("result")).hasToString("{\"Bob\":24}");
        Result stopped = shell.run("view", "Bad", "points");
        assertThat(stopped.code()).isEqualTo(ExitCode.NOT_RIGHT);
        assertThat(stopped.out()).contains("\"Bob\" : 10");
        assertThat(stopped.err())
                .contains("Bad stands still: the handler of award failed at entry " + key)
                .contains("main.lua:3", "unlucky");
        assertThat(shell.run("addons").out())
                .contains("Bad: in ledger guild the handler of award failed at entry " + key);
        lua("Bad", points(GOOD));
        assertThat(shell.json("view", "Bad", "points").path("result")).hasToString("{\"Bob\":24}");
    }

    @Test
    void endlessHandlerOfEitherLanguageStopsAtItsEntryWithTheStateBefore() {
        shell.write("ledgerstone.toml", "plugins = ['plugins']\n[addons]\nsteps-per-call-max = 100000\n");
        lua("Lua", points("if e.amount == 13 then while true do end end " + GOOD));
        js("Js", """
                const guild = ledger("guild");
                guild.init(state => { state.points = {}; });
                guild.on("award", (state, e) => {
                  while (e.amount === 13) {}
                  state.points[e.player] = (state.points[e.player] ?? 0) + e.amount;
                });
                guild.view("points", state => state.points);
                guild.view("spin", state => { while (true) {} });
                """);
        shell.run("append", "guild", "award", "player=Bob", "amount=10").succeeds();
        String key = shell.json("append", "guild", "award", "player=Bob", "amount=13")
                .path("key")
                .asText();
        for (String addon : new String[] {"Lua", "Js"}) {
            JsonNode view = shell.json("view", addon, "points");
            assertThat(view.path("result")).as("%s: %s", addon, view).hasToString("{\"Bob\":10}");
            assertThat(view.path("stoppedAt").asText()).contains("failed at entry " + key);
        }
        assertThat(shell.run("view", "Js", "spin").code()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void addonsThatCannotRunSayWhyAndTheOthersRun() {
        lua("Good", points(GOOD));
        lua("Broken", "local x = = 1\n");
        shell.write("plugins/A/A.toc", "## Dependencies: B\nmain.lua\n");
        shell.write("plugins/A/main.lua", "");
        shell.write("plugins/B/B.toc", "## Dependencies: A\nmain.lua\n");
        shell.write("plugins/B/main.lua", "");
        shell.write("plugins/Empty/readme.txt", "");
        Result result = shell.run("addons");
        assertThat(result.code()).isEqualTo(ExitCode.NOT_RIGHT);
        assertThat(result.out())
                .contains("Good ", "running")
                .containsPattern("Broken: it does not load: main.lua:1")
                .containsPattern("A: .*B")
                .containsPattern("B: .*A")
                .contains("Empty: it has no manifest");
        assertThat(shell.run("view", "Good", "points").code()).isZero();
        assertThat(shell.run("view", "A", "points").err()).contains("A does not run");
        assertThat(shell.run("view", "Broken", "points").err())
                .contains("Broken does not run: it does not load: main.lua:1");
    }

    @Test
    void initThatFailsIsToldWhetherTheLedgerExistsOrNot() {
        lua("Bad", "ledger('guild'):init(function(state) error('no way') end)");
        for (int i = 0; i < 2; i++) {
            Result result = shell.run("addons");
            assertThat(result.code()).isEqualTo(ExitCode.NOT_RIGHT);
            assertThat(result.out()).contains("stopped", "Bad: in ledger guild init failed: ", "no way");
            shell.run("append", "guild", "award", "player=Bob", "amount=10").succeeds();
        }
        JsonNode ledger = shell.json("addons").path("addons").path(0).path("ledgers");
        assertThat(ledger.path(0).path("phase").asText()).isEqualTo("stopped");
        lua("Bad", points(GOOD));
        assertThat(shell.json("view", "Bad", "points").path("result")).hasToString("{\"Bob\":20}");
    }

    @Test
    void verifyGoesOnAfterAnAddonThatItCannotCheck() {
        lua("Bad", "ledger('guild'):init(function(state) state.f = function() end end)");
        lua("Good", points(GOOD));
        shell.run("append", "guild", "award", "player=Bob", "amount=10").succeeds();
        JsonNode verify = shell.json("verify");
        assertThat(verify.path("ok").asBoolean()).isFalse();
        JsonNode states = verify.path("states");
        assertThat(states).hasSize(2);
        assertThat(states.path(0).path("addon").asText()).isEqualTo("Bad");
        assertThat(states.path(0).path("problem").asText()).isNotEmpty();
        assertThat(states.path(1).path("same").asBoolean()).isTrue();
    }

    @Test
    void disabledAddonsDoNotRun() {
        lua("Good", points(GOOD));
        shell.write("ledgerstone.toml", "[addons]\ndisabled = ['good']\n");
        assertThat(shell.run("view", "Good", "points").err()).contains("it is disabled by addons.disabled");
    }

    @Test
    void addonOnDemandWaitsUntilItIsAskedFor() {
        shell.write("plugins/Lazy/Lazy.toc", "## LoadOnDemand: 1\nmain.lua\n");
        shell.write("plugins/Lazy/main.lua", "ledger('guild'):view('hi', function() return 'hi' end)");
        assertThat(shell.run("addons").succeeds().out()).contains("on demand");
        assertThat(shell.run("view", "Lazy", "hi").succeeds().out()).isEqualTo("hi\n");
    }

    @Test
    void testsOfAnAddonRunOnScratchLedgers() {
        lua("Points", points(GOOD));
        shell.write("plugins/Points/tests/points.lua", """
                test("awards add up", function(t)
                  t:append("award", { player = "Bob", amount = 1 })
                  t:append("award", { player = "Bob", amount = 2 })
                  t:equal(t:view("points"), { Bob = 3 })
                end)
                """);
        assertThat(shell.run("addons", "test", "Points").succeeds().out())
                .contains("ok    awards add up", "1 tests, 0 failed");
        assertThat(shell.data().resolve("ledgers")).doesNotExist();
        lua("Points", points("state.points.Bob = 4"));
        Result failed = shell.run("addons", "test", "Points");
        assertThat(failed.code()).isEqualTo(ExitCode.FAILED);
        assertThat(failed.out()).contains("FAILS awards add up");
    }

    @Test
    void oneShotCommandOfALuaAddonStartsNoJavaScript() {
        lua("Points", points(GOOD));
        js("Other", "throw new Error('must not be loaded');");
        assertThat(shell.run("view", "Points", "points").code()).isZero();
    }
}

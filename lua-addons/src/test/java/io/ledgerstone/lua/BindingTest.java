package io.ledgerstone.lua;

import static io.ledgerstone.lua.ReplayTest.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.addon.AddonInstance;
import io.ledgerstone.addon.Callable;
import io.ledgerstone.addon.ReplayOutcome;
import io.ledgerstone.addon.ScriptError;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the host's functions, entries and states look from Lua; the rest is in the contract. */
class BindingTest {
    private static final Entry LOOT =
            entry(1_700_000_007L, "loot", Map.of("player", "Bob", "items", List.of("Sword", "Axe"), "price", 12.5));

    private static @Nullable Object handled(String body) {
        try (AddonInstance addon = Lua.loaded("local guild = ledger('guild') guild:any(function(state, e)\n" + body
                + "\nend) guild:view('out', function(state) return state.out end)")) {
            assertThat(addon.reset("guild").error()).isNull();
            assertThat(addon.replay("guild", List.of(LOOT))).isEqualTo(ReplayOutcome.all(1));
            return Lua.returned(Lua.view(addon, "out"));
        }
    }

    private static ScriptError failing(String body) {
        try (AddonInstance addon =
                Lua.loaded("local guild = ledger('guild') guild:any(function(state, e)\n" + body + "\nend)")) {
            addon.reset("guild");
            ReplayOutcome outcome = addon.replay("guild", List.of(LOOT));
            assertThat(outcome.applied()).isZero();
            return outcome.error() == null ? Lua.error(addon.state("guild")) : outcome.error();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "type(e); table",
                "e.time .. ' ' .. e.counter .. ' ' .. e.creator .. ' ' .. e.realm; 1700000007 0 7 0",
                "e.key .. ' ' .. e.type .. ' ' .. #e.id; 1700000007-0-7 loot 32",
                "e.player .. e.price .. e.items[2]; Bob12.5Axe",
                "tostring(e.nothing) .. tostring(e.fields.nothing); nilnil",
                "e.fields.player .. #e.fields.items; Bob2",
                "tostring(rawequal(e.items, e.items)) .. tostring(rawequal(e.items, e.fields.items)); truetrue",
                "(function() local n = {} for k in pairs(e) do n[#n + 1] = k end return table.concat(n, ' ') end)(); items price player",
                "(next(e)); items",
                "tostring(rawget(e, 'player')); Bob",
                "tostring(e[1]) .. tostring(e[nil]) .. tostring(e[e]); nilnilnil",
                "string.format('%s got %d items', e.player, #e.items); Bob got 2 items",
            })
    void entriesReadAsTables(String expression, String expected) {
        assertThat(handled("state.out = " + expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "e.player = 'Eve'",
                "e.new = 1",
                "rawset(e, 'player', 1)",
                "e.player = nil",
                "wipe(e)",
                "setmetatable(e, {})",
                "table.insert(e, 1)",
                "table.sort(e)",
            })
    void entriesCannotBeChanged(String write) {
        assertThat(failing(write))
                .isEqualTo(new ScriptError("an entry never changes; copy what you want to change", "main.lua:2"));
    }

    @Test
    void listsOfAnEntryAreTheHandlersOwn() {
        assertThat(handled("state.out = e.items state.out[#state.out + 1] = 'Bow'"))
                .isEqualTo(List.of("Sword", "Axe", "Bow"));
        assertThat(handled("state.out = e.fields state.out.player = nil"))
                .isEqualTo(Map.of("items", List.of("Sword", "Axe"), "price", 12.5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "state.players = { Bob = { run = function() end } }; state.players.Bob.run is a function",
                "state.a = { 1, 2, print }; state.a[3] is a function",
                "state['my key'] = { log }; state[\"my key\"][1] is a function",
                "state.t = { state }; nested deeper than 64",
                "state.t = setmetatable({}, {}); state.t has a metatable",
                "state.last = e; state.last is an entry",
                "state.t = { [1] = 'a', x = 1, ['1'] = 'b' }; both the number 1 and the text \"1\"",
                "state.t = { [1.5] = 1 }; neither a text nor a whole number",
                "state.t = { [true] = 1 }; state.t[boolean]",
                "state.t = '\\200'; state.t is a text that is not valid UTF-8",
                "state.t = { ['\\200'] = 1 }; not valid UTF-8",
            })
    void whatIsNoPlainDataIsNamedByItsPath(String body, String words) {
        try (AddonInstance addon = Lua.loaded("local guild = ledger('guild') guild:any(function(state, e)\n" + body
                + "\nend) guild:view('v', function(state) return 1 end)")) {
            addon.reset("guild");
            assertThat(addon.replay("guild", List.of(LOOT))).isEqualTo(ReplayOutcome.all(1));
            assertThat(Lua.error(addon.state("guild")).message()).contains(words);
        }
    }

    @Test
    void tablesBecomeListsOrMaps() {
        assertThat(
                        handled(
                                "state.out = { { 1, 2 }, { [2] = 'b', [3] = 'c' }, { 'a', x = 1 }, {}, { [-1] = 0, [2^40] = 1 } }"))
                .isEqualTo(List.of(
                        List.of(1.0, 2.0),
                        Map.of("2", "b", "3", "c"),
                        Map.of("1", "a", "x", 1.0),
                        List.of(),
                        Map.of("-1", 0.0, "1099511627776", 1.0)));
    }

    @Test
    void methodsWantAColon() {
        assertThat(Lua.failure("ledger('guild').on('award', function() end)").message())
                .isEqualTo("call it with a colon: ledger:on(...)");
        assertThat(Lua.failure("ledger('guild').x = 1").message()).contains("cannot be changed");
    }

    @Test
    void registeringTwiceNamesBothPlaces() {
        ScriptError error = Lua.failure(
                "local guild = ledger('guild')\nguild:on('award', function() end)",
                "\n\nledger('guild'):on('award', function() end)");
        assertThat(error)
                .isEqualTo(new ScriptError(
                        "a handler for 'award' in ledger 'guild' is there already, registered at main.lua:2",
                        "file2.lua:3"));
    }

    @Test
    void viewsShareOneCopyUntilTheStateChanges() {
        try (AddonInstance addon = Lua.loaded(ReplayTest.POINTS + """
                local seen = {}
                guild:view("same", function(state) local same = rawequal(seen.state, state) seen.state = state return same end)
                """)) {
            addon.reset("guild");
            assertThat(Lua.returned(Lua.view(addon, "same"))).isEqualTo(false);
            assertThat(Lua.returned(Lua.view(addon, "same"))).isEqualTo(true);
            addon.replay("guild", List.of(entry(1, "award", Map.of("player", "Bob", "amount", 1))));
            assertThat(Lua.returned(Lua.view(addon, "same"))).isEqualTo(false);
        }
    }

    @Test
    void submitAndIgnoreWorkInCommandsOnly() {
        Lua.Host host = new Lua.Host();
        try (AddonInstance addon = Lua.loaded(host, """
                local guild = ledger("guild")
                guild:command("give", function(state, args)
                  return guild:submit("award", { player = args[1], amount = args[2] }), guild:ignore("5-0-7")
                end)
                guild:view("sneak", function() return guild:submit("award", {}) end)
                guild:on("award", function() guild:submit("award", {}) end)
                """)) {
            addon.reset("guild");
            assertThat(Lua.returned(
                            addon.call(new Callable(Callable.Kind.COMMAND, "give"), Value.of(List.of("Bob", 5)))))
                    .isEqualTo("1-0-1");
            assertThat(host.submitted).containsExactly("guild award {player=Bob, amount=5.0}", "guild ignore 5-0-7");
            assertThat(Lua.error(Lua.view(addon, "sneak")).message()).contains("only in commands, not in a view");
            assertThat(addon.replay("guild", List.of(entry(1, "award", Map.of())))
                            .error())
                    .isNotNull()
                    .extracting(ScriptError::message)
                    .asString()
                    .contains("only in commands, not in a handler");
        }
    }

    @Test
    void printIsTheAddonsLog() {
        assertThat(Lua.printed("print('a', 1, nil, true) log('b', 2.5)")).containsExactly("a 1 nil true", "b 2.5");
    }

    @Test
    void stateIsTheSameHoweverEntriesAreBatched() {
        String script = """
                local guild = ledger("guild")
                guild:any(function(state, e)
                  state.n = (state.n or 0) + 1
                  state.names = state.names or {}
                  state.names[tostring({}) .. state.n % 3] = e.key
                end)
                """;
        List<Entry> entries = java.util.stream.IntStream.range(0, 50)
                .mapToObj(i -> entry(i + 1, "a", Map.of("i", i)))
                .toList();
        try (AddonInstance one = Lua.loaded(script);
                AddonInstance many = Lua.loaded(script)) {
            one.reset("guild");
            many.reset("guild");
            one.replay("guild", entries);
            for (Entry entry : entries) {
                many.replay("guild", List.of(entry));
                many.state("guild");
            }
            assertThat(many.state("guild")).isEqualTo(one.state("guild"));
        }
    }
}

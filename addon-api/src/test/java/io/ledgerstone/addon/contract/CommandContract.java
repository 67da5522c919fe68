package io.ledgerstone.addon.contract;

import static io.ledgerstone.addon.contract.Data.award;
import static io.ledgerstone.addon.contract.Data.entry;
import static io.ledgerstone.addon.contract.Data.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.addon.AddonLimits;
import io.ledgerstone.addon.ScriptError;
import io.ledgerstone.addon.contract.RecordingHost.Submission;
import io.ledgerstone.ledger.entry.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Commands may submit and ignore entries; nothing else may. */
interface CommandContract extends ContractPart {
    private RunningAddon withCommand(String lua, String js) {
        return bench().load(POINTS.then(new Script(
                        "local last\nguild:any(function(state, e) last = e end)\nguild:command('c', function(state, args)\n"
                                + lua + "\nend)\n",
                        "let last;\nguild.any((state, e) => { last = e; });\nguild.command('c', (state, args) => {\n"
                                + js + "\n});\n")))
                .replays(award(1, "Bob", 10));
    }

    @Test
    default void commandSubmitsAndGetsTheKey() {
        RunningAddon addon = withCommand(
                "return { guild:submit('award', { player = args[1], amount = 5 }), guild:submit('award', { player = 'Eve' }) }",
                "return [guild.submit('award', { player: args[0], amount: 5 }), guild.submit('award', { player: 'Eve' })];");
        Data.assertSameData(addon.command("c", "Bob"), List.of("1700000000-1-3-7", "1700000000-2-3-7"));
        assertThat(addon.host().submissions())
                .containsExactly(
                        new Submission("guild", "award", Value.of(map("player", "Bob", "amount", 5))),
                        new Submission("guild", "award", Value.of(map("player", "Eve"))));
    }

    @Test
    default void submittedFieldsArePlainData() {
        RunningAddon addon = withCommand(
                "guild:submit('loot', { items = { 'Sword', { id = 5, tags = { 'a' } } }, none = nil, ok = true, ['ä'] = 0.5 })",
                "guild.submit('loot', { items: ['Sword', { id: 5, tags: ['a'] }], none: undefined, ok: true, 'ä': 0.5 });");
        addon.command("c");
        Submission loot = addon.host().submissions().getFirst();
        assertThat(loot.type()).isEqualTo("loot");
        Data.assertSameData(
                loot.fields(),
                map("items", List.of("Sword", map("id", 5, "tags", List.of("a"))), "ok", true, "ä", 0.5));
    }

    @Test
    default void fieldsMayBeLeftOut() {
        RunningAddon addon = withCommand(
                "guild:submit('ping') guild:submit('ping', {})", "guild.submit('ping'); guild.submit('ping', {});");
        addon.command("c");
        Submission ping = new Submission("guild", "ping", Value.of(map()));
        assertThat(addon.host().submissions()).containsExactly(ping, ping);
    }

    @Test
    default void fieldsOfTheStateCanBeSubmitted() {
        RunningAddon addon = withCommand("guild:submit('sum', state.points)", "guild.submit('sum', state.points);");
        addon.command("c");
        assertThat(addon.host().submissions())
                .containsExactly(new Submission("guild", "sum", Value.of(map("Bob", 10))));
    }

    @Test
    default void wrongSubmissionsAreRefused() {
        String[][] wrong = {
            {"guild:submit()", "guild.submit();", "type"},
            {"guild:submit(5, {})", "guild.submit(5, {});", "type"},
            {"guild:submit('a', 5)", "guild.submit('a', 5);", "fields"},
            {"guild:submit('a', { f = function() end })", "guild.submit('a', { f() {} });", "fields.f"},
            {"guild:submit('a', { x = { y = log } })", "guild.submit('a', { x: { y: log } });", "fields.x.y"},
            {"guild:submit('a', { 'one', 'two' })", "guild.submit('a', ['one', 'two']);", "fields"},
            {"guild:ignore()", "guild.ignore();", "entry"},
            {"guild:ignore(5)", "guild.ignore(5);", "entry"},
            {"guild:ignore({})", "guild.ignore({});", "entry"},
        };
        for (String[] each : wrong) {
            RunningAddon addon = withCommand(each[0], each[1]);
            ScriptError error = addon.failingCommand("c");
            assertThat(error.message()).as(each[0]).contains(each[2]).doesNotContain("java", "Exception");
            assertThat(error.position()).as(each[0]).isEqualTo(bench().line(7));
            assertThat(addon.host().submissions()).isEmpty();
            assertThat(addon.host().ignored()).isEmpty();
        }
    }

    @Test
    default void whatTheHostRefusesIsAnErrorOfTheLanguage() {
        RunningAddon addon = withCommand("""
                if args[1] == "catch" then
                  local ok, problem = pcall(function() guild:submit("forbidden") end)
                  return { ok, problem ~= nil and string.find(tostring(problem), "only officers") ~= nil }
                end
                return guild:submit("forbidden")
                """, """
                if (args[0] === "catch") {
                  try { guild.submit("forbidden"); }
                  catch (problem) { return [false, String(problem).includes("only officers")]; }
                }
                return guild.submit("forbidden");
                """);
        Data.assertSameData(addon.command("c", "catch"), List.of(false, true));
        assertThat(addon.failingCommand("c"))
                .isEqualTo(new ScriptError("only officers may append entries of type forbidden", bench().line(11)));
    }

    @Test
    default void ignoreTakesAnEntryOrItsKey() {
        RunningAddon addon = withCommand(
                "return { guild:ignore(last), guild:ignore('5-0-3-7'), guild:ignore(last.key) }",
                "return [guild.ignore(last), guild.ignore('5-0-3-7'), guild.ignore(last.key)];");
        Data.assertSameData(addon.command("c"), List.of("1700000000--1-3-7", "1700000000--2-3-7", "1700000000--3-3-7"));
        assertThat(addon.host().ignored()).containsExactly("guild 1-0-3-7", "guild 5-0-3-7", "guild 1-0-3-7");
    }

    @Test
    default void commandsCannotChangeTheState() {
        RunningAddon addon = withCommand("state.points.Bob = 0", "state.points.Bob = 0;");
        assertThat(addon.failingCommand("c").position()).isEqualTo(bench().line(7));
        addon.hasState(map("points", map("Bob", 10)));
    }

    @Test
    default void handlersCannotSubmitOrIgnore() {
        String[][] calls = {
            {"guild:submit('award')", "guild.submit('award')", "submit"},
            {"guild:ignore('1-0-3-7')", "guild.ignore('1-0-3-7')", "ignore"},
        };
        for (String[] call : calls) {
            RunningAddon addon = bench().load(GUILD.then(new Script(
                    "guild:on('a', function(state, e)\n" + call[0] + "\nend)",
                    "guild.on('a', (state, e) => {\n" + call[1] + "\n});")));
            ScriptError error = addon.failsAt(0, entry(1, "a"));
            assertThat(error.message()).contains(call[2], "command");
            assertThat(error.position()).isEqualTo(bench().line(3));
            assertThat(addon.host().submissions()).isEmpty();
            assertThat(addon.host().ignored()).isEmpty();
        }
    }

    @Test
    default void nothingIsSubmittedWhileLoadingOrInInit() {
        RecordingHost host = new RecordingHost();
        ScriptError error = bench().failingLoad(
                        host,
                        AddonLimits.DEFAULT,
                        GUILD.then(new Script("guild:submit('award')", "guild.submit('award');")));
        assertThat(error.message()).contains("submit", "command");
        assertThat(error.position()).isEqualTo(bench().line(2));
        assertThat(host.submissions()).isEmpty();

        RunningAddon addon = bench().load(GUILD.then(new Script(
                "guild:init(function() guild:submit('award') end)", "guild.init(() => { guild.submit('award'); });")));
        assertThat(addon.instance().reset("guild").error()).isNotNull();
        assertThat(addon.host().submissions()).isEmpty();
    }
}

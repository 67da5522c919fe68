package io.ledgerstone.addon.contract;

import static io.ledgerstone.addon.contract.Data.award;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.addon.ScriptError;
import org.junit.jupiter.api.Test;

/** What is refused while an addon registers, in words for its author and with the line. */
interface RefusalContract extends ContractPart {
    /** Fails unless the second line of an addon, after one that opens the ledger, is refused with all of these words. */
    private void secondLineIsRefused(String lua, String js, String... words) {
        ScriptError error = bench().failingLoad(GUILD.then(new Script(lua + "\n", js + "\n")));
        assertThat(error.message()).contains(words).doesNotContain("java", "Exception");
        assertThat(error.position()).isEqualTo(bench().line(2));
    }

    @Test
    default void ledgerNeedsAName() {
        secondLineIsRefused("ledger()", "ledger();", "ledger", "name");
        secondLineIsRefused("ledger(5)", "ledger(5);", "ledger", "name", "text");
        secondLineIsRefused("ledger('')", "ledger('');", "ledger", "name", "1 to 64");
        String tooLong = "x".repeat(65);
        secondLineIsRefused("ledger('" + tooLong + "')", "ledger('" + tooLong + "');", "ledger", "name", "1 to 64");
    }

    @Test
    default void handlerNeedsATypeAndAFunction() {
        secondLineIsRefused("guild:on('award')", "guild.on('award');", "on", "fn", "function");
        secondLineIsRefused("guild:on('award', 5)", "guild.on('award', 5);", "on", "fn", "function", "number");
        secondLineIsRefused(
                "guild:on(function() end, 'award')", "guild.on(() => {}, 'award');", "on", "type", "text", "function");
        secondLineIsRefused("guild:on('', function() end)", "guild.on('', () => {});", "on", "type", "1 to 64");
        secondLineIsRefused("guild:on()", "guild.on();", "on", "type", "text");
    }

    @Test
    default void whenNeedsFunctionsByType() {
        secondLineIsRefused("guild:when(5)", "guild.when(5);", "when", "handlers");
        secondLineIsRefused("guild:when()", "guild.when();", "when", "handlers");
        secondLineIsRefused(
                "guild:when({ award = 5 })", "guild.when({ award: 5 });", "when", "award", "function", "number");
    }

    @Test
    default void initAnyAndOtherwiseNeedAFunction() {
        secondLineIsRefused("guild:init({})", "guild.init({});", "init", "fn", "function");
        secondLineIsRefused("guild:any('x')", "guild.any('x');", "any", "fn", "function", "text");
        secondLineIsRefused(
                "guild:otherwise(true)", "guild.otherwise(true);", "otherwise", "fn", "function", "boolean");
    }

    @Test
    default void viewAndCommandNeedANameAndAFunction() {
        secondLineIsRefused("guild:view('v')", "guild.view('v');", "view", "fn", "function");
        secondLineIsRefused("guild:view('', function() end)", "guild.view('', () => {});", "view", "name");
        secondLineIsRefused("guild:command('c')", "guild.command('c');", "command", "fn", "function");
        secondLineIsRefused(
                "guild:command(1, function() end)", "guild.command(1, () => {});", "command", "name", "text");
    }

    @Test
    default void oneTypeHasOneHandler() {
        secondLineIsRefused(
                "guild:on('award', function() end) ledger('guild'):on('award', function() end)",
                "guild.on('award', () => {}); ledger('guild').on('award', () => {});",
                "award",
                "already");
        secondLineIsRefused(
                "guild:on('award', function() end) guild:when({ award = function() end })",
                "guild.on('award', () => {}); guild.when({ award() {} });",
                "award",
                "already");
    }

    @Test
    default void initAnyAndOtherwiseAreGivenOnce() {
        for (String name : new String[] {"init", "any", "otherwise"}) {
            secondLineIsRefused(
                    "guild:" + name + "(function() end) guild:" + name + "(function() end)",
                    "guild." + name + "(() => {}); guild." + name + "(() => {});",
                    name,
                    "already");
        }
    }

    @Test
    default void namesOfViewsAndCommandsAreUniqueInAnAddon() {
        secondLineIsRefused(
                "guild:view('top', function() end) ledger('bank'):view('top', function() end)",
                "guild.view('top', () => {}); ledger('bank').view('top', () => {});",
                "top",
                "already");
        secondLineIsRefused(
                "guild:command('give', function() end) ledger('bank'):command('give', function() end)",
                "guild.command('give', () => {}); ledger('bank').command('give', () => {});",
                "give",
                "already");
        bench().load(GUILD.then(new Script(
                "guild:view('top', function() end) guild:command('top', function() end)",
                "guild.view('top', () => {}); guild.command('top', () => {});")));
    }

    @Test
    default void refusalCanBeCaughtLikeAnyError() {
        bench().load(GUILD.then(new Script("""
                        local ok, problem = pcall(function() guild:on("award", 5) end)
                        guild:init(function(state) state.ok = ok end)
                        """, """
                        let ok = true; try { guild.on("award", 5); } catch (problem) { ok = false; }
                        guild.init(state => { state.ok = ok; });
                        """))).reset().hasState(Data.map("ok", false));
    }

    @Test
    default void handlersAreNotRegisteredLater() {
        String[][] late = {
            {"guild:on('x', function() end)", "guild.on('x', () => {})", "on"},
            {"guild:when({ x = function() end })", "guild.when({ x() {} })", "when"},
            {"guild:init(function() end)", "guild.init(() => {})", "init"},
            {"guild:any(function() end)", "guild.any(() => {})", "any"},
            {"guild:otherwise(function() end)", "guild.otherwise(() => {})", "otherwise"},
            {"guild:view('x', function() end)", "guild.view('x', () => {})", "view"},
            {"guild:command('x', function() end)", "guild.command('x', () => {})", "command"},
            {"ledger('other')", "ledger('other')", "ledger"},
        };
        for (String[] call : late) {
            RunningAddon addon = bench().load(GUILD.then(new Script(
                    "guild:on('award', function(state, e)\n" + call[0] + "\nend)\nguild:command('c', function()\n"
                            + call[0] + "\nend)\n",
                    "guild.on('award', (state, e) => {\n" + call[1] + "\n});\nguild.command('c', () => {\n" + call[1]
                            + "\n});\n")));
            ScriptError inHandler = addon.failsAt(0, award(1, "Bob", 1));
            assertThat(inHandler.message()).contains(call[2], "load");
            assertThat(inHandler.position()).isEqualTo(bench().line(3));
            addon.reset();
            ScriptError inCommand = addon.failingCommand("c");
            assertThat(inCommand.message()).contains(call[2], "load");
            assertThat(inCommand.position()).isEqualTo(bench().line(6));
        }
    }

    @Test
    default void testsExistOnlyWhereTheHostCanRunThem() {
        bench().load(new Script(
                "assert(test == nil)", "if (typeof test !== 'undefined') throw new Error('test is there');"));
    }
}

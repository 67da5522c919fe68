package io.ledgerstone.addon.contract;

import static io.ledgerstone.addon.contract.Data.award;
import static io.ledgerstone.addon.contract.Data.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.addon.ScriptError;
import io.ledgerstone.ledger.entry.Value;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Views read a state and change nothing. */
interface ViewContract extends ContractPart {
    /** Has a list and a map in its state, and what tests add. */
    private RunningAddon withView(String lua, String js) {
        return bench().load(POINTS.then(new Script(
                        "guild:on('list', function(state, e) state.list = { 3, 1, 2 } end)\n"
                                + "guild:view('v', function(state, args)\n" + lua + "\nend)\n",
                        "guild.on('list', (state, e) => { state.list = [3, 1, 2]; });\n"
                                + "guild.view('v', (state, args) => {\n" + js + "\n});\n")))
                .replays(award(1, "Bob", 10), award(2, "Eve", 5), Data.entry(3, "list"));
    }

    @Test
    default void viewReturnsPlainData() {
        Data.assertSameData(
                withView("return state.points", "return state.points;").view("v"), map("Bob", 10, "Eve", 5));
        Data.assertSameData(
                withView("return state", "return state;").view("v"),
                map("points", map("Bob", 10, "Eve", 5), "list", List.of(3, 1, 2)));
        Data.assertSameData(withView("return 1.5", "return 1.5;").view("v"), 1.5);
        Data.assertSameData(
                withView("return { {}, 'a', false }", "return [[], 'a', false];")
                        .view("v"),
                List.of(map(), "a", false));
        assertThat(withView("", "").view("v")).isEqualTo(Value.NIL);
        assertThat(withView("return nil", "return null;").view("v")).isEqualTo(Value.NIL);
    }

    @Test
    default void viewGetsItsArgumentsAsAList() {
        RunningAddon addon = withView(
                "return { #args, args[1], args[2], state.points[args[1]] }",
                "return [args.length, args[0], args[1], state.points[args[0]]];");
        Data.assertSameData(addon.view("v", "Bob", 5), List.of(2, "Bob", 5, 10));
        Data.assertSameData(
                addon.view("v", "Eve", map("deep", List.of(1))), List.of(2, "Eve", map("deep", List.of(1)), 5));
        RunningAddon count = withView("return #args", "return args.length;");
        Data.assertSameData(count.view("v"), 0);
        Data.assertSameData(count.view("v", "a", "b", "c"), 3);
    }

    @Test
    default void viewSeesTheStateOfItsLedgerAsItIsNow() {
        RunningAddon addon = withView("return state.points.Bob", "return state.points.Bob;");
        Data.assertSameData(addon.view("v"), 10);
        addon.continues(award(4, "Bob", 1));
        Data.assertSameData(addon.view("v"), 11);
        addon.reset();
        assertThat(addon.view("v")).isEqualTo(Value.NIL);
    }

    @Test
    default void frozenStateCanBeReadInEveryWay() {
        Data.assertSameData(withView("""
                                local names = {}
                                for name, points in pairs(state.points) do names[#names + 1] = name .. points end
                                local sum = 0
                                for i, n in ipairs(state.list) do sum = sum + i * n end
                                return { table.concat(names, " "), #state.list, sum, table.concat(state.list, ","), next(state.points), type(state.list) == "table" }
                                """, """
                                const names = [];
                                for (const [name, points] of Object.entries(state.points)) names.push(name + points);
                                let sum = 0;
                                state.list.forEach((n, i) => { sum += (i + 1) * n; });
                                return [names.join(" "), state.list.length, sum, state.list.join(","), Object.keys(state.points)[0], Array.isArray(state.list)];
                                """).view("v"), Arrays.asList("Bob10 Eve5", 3, 11, "3,1,2", "Bob", true));
    }

    @Test
    default void viewsCannotChangeTheState() {
        String[][] writes = {
            {"state.points = nil", "state.points = undefined;"},
            {"state.x = 1", "state.x = 1;"},
            {"state.points.Bob = 0", "state.points.Bob = 0;"},
            {"state.points.New = 0", "state.points.New = 0;"},
            {"state.list[1] = 0", "state.list[0] = 0;"},
            {"state.list[#state.list + 1] = 0", "state.list.push(0);"},
            {"table.insert(state.list, 9)", "state.list.unshift(9);"},
            {"table.remove(state.list)", "state.list.pop();"},
            {"table.sort(state.list)", "state.list.sort();"},
            {"rawset(state, 'x', 1)", "Object.defineProperty(state, 'x', { value: 1 });"},
            {
                "for name in pairs(state.points) do state.points[name] = nil end",
                "for (const name in state.points) state.points[name] = undefined;"
            },
        };
        for (String[] write : writes) {
            RunningAddon addon = withView(write[0], write[1]);
            String before = addon.digest();
            ScriptError error = addon.failingView("v");
            assertThat(error.message()).as(write[0]).isNotBlank();
            assertThat(error.position()).as(write[0]).isEqualTo(bench().line(6));
            assertThat(addon.digest()).as(write[0]).isEqualTo(before);
            addon.continues(award(9, "Bob", 1), Data.entry(10, "list"));
        }
    }

    @Test
    default void copiesMadeInAViewCanBeChanged() {
        Data.assertSameData(
                withView(
                                "local copy = {} for i, n in ipairs(state.list) do copy[i] = n end table.sort(copy) return copy",
                                "const copy = [...state.list]; copy.sort(); return copy;")
                        .view("v"),
                List.of(1, 2, 3));
    }

    @Test
    default void failingViewTellsMessageAndLine() {
        RunningAddon addon = withView("error('no such roster')", "throw new Error('no such roster');");
        assertThat(addon.failingView("v")).isEqualTo(new ScriptError("no such roster", bench().line(6)));
        addon.hasState(map("points", map("Bob", 10, "Eve", 5), "list", List.of(3, 1, 2)));
    }

    @Test
    default void viewThatReturnsNoDataFails() {
        assertThat(withView("return function() end", "return () => {};")
                        .failingView("v")
                        .message())
                .contains("function");
        assertThat(withView("return { a = { b = print or log } }", "return { a: { b: log } };")
                        .failingView("v")
                        .message())
                .contains("a.b");
        assertThat(withView("local t = {} t.t = t return t", "const t = {}; t.t = t; return t;")
                        .failingView("v")
                        .message())
                .contains("t");
    }

    @Test
    default void unknownNamesAreToldByName() {
        RunningAddon addon = withView("return 1", "return 1;");
        assertThat(addon.failingView("standing").message()).contains("standing");
        assertThat(addon.failingCommand("v").message()).contains("v");
    }

    @Test
    default void viewsCannotSubmitOrIgnore() {
        RunningAddon addon = withView(
                "return guild:submit('award', { amount = 1 })", "return guild.submit('award', { amount: 1 });");
        ScriptError error = addon.failingView("v");
        assertThat(error.message()).contains("submit", "command");
        assertThat(error.position()).isEqualTo(bench().line(6));
        addon = withView("return guild:ignore('1-0-3-7')", "return guild.ignore('1-0-3-7');");
        assertThat(addon.failingView("v").message()).contains("ignore", "command");
        assertThat(addon.host().submissions()).isEmpty();
        assertThat(addon.host().ignored()).isEmpty();
    }
}

package io.ledgerstone.lua;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.addon.AddonLimits;
import io.ledgerstone.addon.CallOutcome;
import io.ledgerstone.addon.LoadOutcome;
import io.ledgerstone.addon.ScriptError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a script tries, it ends: by its steps, its depth, or a size. */
class LimitTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "while true do end",
                "repeat until false",
                "for i = 1, math.huge do end",
                "for i = 10, 1, 0 do end",
                "::again:: goto again",
                "local function f() return f() end f()",
                "while true do pcall(function() while true do end end) end",
                "while true do pcall(error, 'x') end",
                "pcall(function() while true do end end) while true do end",
                "xpcall(function() while true do end end, function() while true do end end)",
                "local t = setmetatable({}, { __index = function(t, k) while true do end end }) return t.x",
                "table.sort({ 3, 2, 1 }, function() while true do end end)",
                "('x'):gsub('x', function() while true do end end)",
                "setmetatable({}, { __call = function() while true do end end })()",
                "tostring(setmetatable({}, { __tostring = function() while true do end end }))",
                "local t = {} while true do t[#t + 1] = 1 end",
                "local t = {} local i = 0 while true do i = i + 1 t['k' .. i] = i end",
                "local t = {} while true do t = { t } end",
                "local s = '' while true do s = s .. 'x' end",
                "while true do local s = ('x'):rep(1000000) end",
                "while true do local s = ('x'):rep(100000):upper():reverse() end",
                "('a'):rep(3000):find('.-.-.-.-b')",
                "('a'):rep(30000):find(('a*'):rep(30) .. 'b')",
                "('('):rep(100000):find('%b()')",
                "('a'):rep(200000):gsub('a*b', '')",
                "('a'):rep(100000):find(('a'):rep(50000) .. 'b', 1, true)",
                "local t = {} for i = 1, 50000 do t[i] = i end while true do table.insert(t, 1, 0) end",
                "local t = {} for i = 1, 50000 do t[i] = -i end while true do table.sort(t) end",
                "local t = {} for i = 1, 5000 do t[i] = 'abc' end while true do local s = table.concat(t) end",
                "while true do local t = { ('a,'):rep(1000):byte(1, 2000) } end",
                "while true do strsplit(',', ('a,'):rep(1000)) end",
                "local t = setmetatable({}, {}) while true do for k in pairs(_G) do end end",
                "while true do string.format('%99.99f %99.99f', 1e300, 1e300) end",
            })
    void endlessWorkIsStoppedByItsSteps(String chunk) {
        ScriptError error = Lua.failure(chunk);
        assertThat(error.message()).contains("more than 200,000 steps");
        assertThat(error.position()).isEqualTo("main.lua:1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "local function f() return 1 + f() end f()",
                "local t = setmetatable({}, {}) getmetatable(t).__index = function(_, k) return t[k .. 'x'] end return t.x",
                "local t = setmetatable({}, {}) getmetatable(t).__tostring = tostring return tostring(t)",
                "local t = setmetatable({}, {}) getmetatable(t).__add = function(a, b) return a + b end return t + t",
                "local t = setmetatable({}, {}) getmetatable(t).__eq = function(a, b) return t == setmetatable({}, getmetatable(t)) end return t == setmetatable({}, getmetatable(t))",
                "local function f() return (('x'):gsub('x', f)) end f()",
                "local function f(a, b) table.sort({ 1, 2 }, f) return a < b end f(1, 2)",
            })
    void depthIsBounded(String chunk) {
        String caught = "local ok, problem = pcall(function() " + chunk + " end) "
                + "if ok then error('nothing happened', 0) end error(problem, 0)";
        assertThat(Lua.failure(chunk).message()).contains("deep");
        assertThat(Lua.failure(caught).message()).contains("deep");
    }

    @Test
    void depthIsTheSameAfterACaughtOverflow() {
        assertThat(Lua.printed("""
                        local function depth(n) local ok, d = pcall(depth, n + 1) return ok and d or n end
                        local function f(n) deepest = n return 1 + f(n + 1) end
                        pcall(f, 1) print(deepest)
                        pcall(f, 1) print(deepest)
                        """)).hasSize(2).allMatch(line -> line.equals("178"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "('x'):rep(1e9)",
                "('x'):rep(1e300)",
                "local s = 'x' for i = 1, 60 do s = s .. s end",
                "local s = 'x' for i = 1, 60 do s = s .. s .. s end",
                "('x'):rep(1000):gsub('x', ('y'):rep(2000))",
                "('x'):rep(1000):gsub('', ('y'):rep(2000))",
                "local t = {} for i = 1, 100 do t[i] = ('x'):rep(20000) end table.concat(t)",
                "string.format('%s%s%s', ('x'):rep(500000), ('x'):rep(500000), ('x'):rep(500000))",
                "strjoin(('x'):rep(600000), 'a', 'b', 'c')",
            })
    void textsAreBounded(String chunk) {
        assertThat(Lua.failure(chunk).message()).contains("bytes is more than the 1048576 allowed");
        assertThat(Lua.failure("pcall(function() " + chunk + " end) error('caught', 0)")
                        .message())
                .isEqualTo("caught");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unpack({}, 1, 1e8)",
                "('x'):rep(100000):byte(1, -1)",
                "select('#', unpack({}, 1, 8001))",
                "local function f(...) return f(1, ...) end f()"
            })
    void argumentsAreBounded(String chunk) {
        assertThat(Lua.failure(chunk).message()).containsAnyOf("too many results", "too long", "8000 are allowed");
    }

    @Test
    void chainsOfTablesAreBounded() {
        String chain = "local t = {} for i = 1, 5000 do t = setmetatable({}, { %s = t }) end ";
        assertThat(Lua.failure(chain.formatted("__index") + "return t.x").message())
                .contains("__index");
        assertThat(Lua.failure(chain.formatted("__newindex") + "t.x = 1").message())
                .contains("__newindex");
        assertThat(Lua.failure(chain.formatted("__call") + "return 1 + t()").message())
                .contains("__call");
    }

    @Test
    void whatAScriptGrowsItPaysFor() {
        AddonLimits few = new AddonLimits(50_000, 180, 1 << 20);
        assertThat(Lua.load(new Lua.Host(), few, "local t = {} for i = 1, 10000 do t[i] = { i, i, i, i, i, i } end"))
                .isInstanceOf(LoadOutcome.Failed.class);
        assertThat(Lua.load(new Lua.Host(), few, "local t = {} for i = 1, 10000 do t[i] = i end"))
                .isInstanceOf(LoadOutcome.Loaded.class);
    }

    @Test
    void everyCallStartsWithAFullBudget() {
        try (var addon = Lua.loaded("""
                local guild = ledger("guild")
                guild:view("work", function() for i = 1, 9000000 do end return "done" end)
                guild:view("endless", function() while true do end end)
                """)) {
            for (int i = 0; i < 3; i++) {
                assertThat(Lua.error(Lua.view(addon, "endless")).message()).contains("10,000,000 steps");
                assertThat(Lua.view(addon, "work")).isInstanceOf(CallOutcome.Returned.class);
            }
        }
    }

    @Test
    void functionTooLargeForAMethodIsRefusedWithAWayOut() {
        String row = "{ id = %d, name = \"item\", price = 5.5 },\n";
        StringBuilder fits = new StringBuilder("Items = {\n");
        for (int i = 0; i < 800; i++) {
            fits.append(row.formatted(i));
        }
        List<String> count = Lua.printed(fits + "} print(#Items)");
        assertThat(count).containsExactly("800");
        for (int i = 0; i < 3_000; i++) {
            fits.append(row.formatted(i));
        }
        ScriptError error = Lua.failure(fits + "} print(#Items)");
        assertThat(error.message()).contains("too large", "in pieces");
        assertThat(error.position()).isEqualTo("main.lua:1");
        ScriptError inner = Lua.failure("local a = 1\nlocal function big()\n" + fits + "} end");
        assertThat(inner.message()).contains("this function", "too large");
        assertThat(inner.position()).isEqualTo("main.lua:2");
    }
}

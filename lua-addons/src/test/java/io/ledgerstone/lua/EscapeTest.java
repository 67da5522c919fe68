package io.ledgerstone.lua;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.addon.AddonInstance;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A script reaches nothing but its own values and the host's functions. */
class EscapeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "io",
                "os",
                "debug",
                "package",
                "luajava",
                "java",
                "require",
                "module",
                "dofile",
                "loadfile",
                "load",
                "loadstring",
                "getfenv",
                "setfenv",
                "newproxy",
                "collectgarbage",
                "gcinfo",
                "coroutine",
                "jit",
                "ffi",
                "string.dump",
                "math.random and nil",
                "_G.io",
                "_G['os']",
                "_ENV.os",
                "_ENV._G.debug",
                "getmetatable('')",
                "getmetatable(print)",
                "getmetatable(1)",
                "getmetatable(nil)",
                "rawget(_G, 'os')",
                "string.format.dump",
                "('x').dump",
            })
    void isNotThere(String expression) {
        assertThat(Lua.printed("local ok, got = pcall(function() return " + expression + " end) print(ok and got)"))
                .as(expression)
                .containsAnyOf("nil", "false");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "os.time()",
                "io.open('/etc/passwd')",
                "require('socket')",
                "loadstring('return 1')()",
                "math.random()",
                "time()",
                "date()",
                "luajava.bindClass('java.lang.Runtime')",
                "coroutine.wrap(print)",
                "string.dump(print)",
                "setmetatable('', {})",
                "setmetatable(print, {})",
                "rawset('', 'x', 1)",
                "getmetatable('').__index = 1",
                "debug.getregistry()",
                "collectgarbage('collect')",
                "os.exit()",
                "package.loaded.x = 1",
            })
    void fails(String chunk) {
        assertThat(Lua.failure(chunk).position()).isEqualTo("main.lua:1");
    }

    @Test
    void whatIsMissingIsExplained() {
        assertThat(Lua.failure("return os.time()").message())
                .isEqualTo("attempt to index global 'os' (a nil value);"
                        + " addons reach no clock and no system, an entry's time is e.time");
        assertThat(Lua.failure("require('x')").message()).contains("share the table that each is given");
        assertThat(Lua.failure("local x = math.random(5)").message()).contains("the same", "entry");
        assertThat(Lua.failure("local x = time()").message()).contains("e.time");
        assertThat(Lua.failure("local x = date('%Y')").message()).contains("e.time");
    }

    @Test
    void binaryChunksAreNoFiles() {
        assertThat(Lua.failure("\u001bLuaQ\0").message()).isNotBlank();
    }

    @Test
    void addonsShareNothing() {
        try (AddonInstance first = Lua.loaded("""
                        shared = 1
                        string.upper = nil
                        table.evil = 1
                        string.evil = function() return "evil" end
                        setmetatable(_G, { __index = function() return "evil" end })
                        ledger("guild"):view("own", function() return ("x"):evil() end)
                        """);
                AddonInstance second = Lua.loaded("""
                        ledger("guild"):view("seen", function()
                          local ok = pcall(function() return ("x"):evil() end)
                          return { shared == nil, string.upper ~= nil, table.evil == nil, string.evil == nil, not ok, ("x"):upper() }
                        end)
                        """)) {
            assertThat(Lua.returned(Lua.view(first, "own"))).isEqualTo("evil");
            assertThat(Lua.returned(Lua.view(second, "seen"))).isEqualTo(List.of(true, true, true, true, true, "X"));
        }
    }

    @Test
    void globalsAreExactlyThese() {
        Set<String> globals = new TreeSet<>(Lua.printed("for name in pairs(_G) do print(name) end"));
        assertThat(String.join(" ", globals))
                .isEqualTo("_G _VERSION abs assert bit ceil date difftime error floor format"
                        + " getmetatable getn gmatch gsub ipairs ledger log math max min mod next pairs pcall print rawequal rawget"
                        + " rawset select setmetatable sort sqrt strbyte strchar strfind string strjoin strlen strlower strmatch"
                        + " strrep strrev strsplit strsub strtrim strupper table time tinsert tonumber tostring tostringall tremove"
                        + " type unpack wipe xpcall");
    }

    @Test
    void identitiesAreNumbersOfTheAddonAlone() {
        String chunk = "print(tostring(print), tostring({}), tostring(function() end)) error(tostring({}), 0)";
        List<String> first = Lua.printed("pcall(function() " + chunk + " end)");
        assertThat(first).isEqualTo(Lua.printed("pcall(function() " + chunk + " end)"));
        assertThat(first).containsExactly("function: 00000001 table: 00000002 function: 00000003");
    }

    @Test
    void closedAddonIsForgotten() throws InterruptedException {
        AddonInstance addon = Lua.loaded("local guild = ledger('guild') guild:on('x', function() end)");
        WeakReference<AddonInstance> forgotten = new WeakReference<>(addon);
        addon.close();
        addon.close();
        addon = null;
        for (int i = 0; i < 50 && forgotten.get() != null; i++) {
            System.gc();
            Thread.onSpinWait();
        }
        assertThat(forgotten.get()).isNull();
    }
}

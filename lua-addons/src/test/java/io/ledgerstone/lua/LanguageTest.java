package io.ledgerstone.lua;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lua itself: what it answers where no real Lua is at hand, and how it words mistakes. */
class LanguageTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1/3 => 0.33333333333333",
                "math.pi => 3.1415926535898",
                "2^53 => 9.007199254741e+15",
                "1e15 => 1e+15",
                "100 * 1.1 => 110",
                "1e100 => 1e+100",
                "0/0 ~= 0/0 => true",
                "-1/0 => -inf",
                "2^0.5 => 1.4142135623731",
                "10 .. 20 => 1020",
                "5 % -3 => -1",
                "'10' + 5 => 15",
                "#{ 1, 2, nil, 4 } => 4",
                "string.format('%5.2f;%-5d;%05d;%x;%s;%q', 3.14159, 42, 42, 255, nil, 'a\"b') =>  3.14;42   ;00042;ff;nil;\"a\\\"b\"",
                "('THE (quick) fox'):find('%((%a+)%)') => 5 11 quick",
                "('hello world'):gsub('o', '0') => hell0 w0rld 2",
                "strsplit(',', 'a,b,,c') => a b  c",
                "strsplit('-', 'Player-4476-0000B001', 2) => Player 4476-0000B001",
                "strjoin('-', 'a', 'b', 3) => a-b-3",
                "strtrim('  a b ') => a b",
                "tostringall(1, nil, true, 'x') => 1 nil true x",
                "date('!%Y-%m-%d %H:%M:%S', 1700000000) => 2023-11-14 22:13:20",
                "date('%A %d %B %y %j %p %I', 0) => Thursday 01 January 70 001 AM 12",
                "time({ year = 2023, month = 11, day = 14, hour = 22, min = 13, sec = 20 }) => 1700000000",
                "date('*t', 86400).day => 2",
                "bit.band(0xFF, 0x0F), bit.bor(1, 6), bit.bxor(5, 1), bit.bnot(0) => 15 7 4 4294967295",
                "bit.lshift(1, 31), bit.rshift(-1, 28), bit.arshift(-8, 1) => 2147483648 15 4294967292",
                "select(-1, 'a', 'b'), select('#'), select('#', nil) => b 0 1",
                "tonumber('0x1F'), tonumber('ff', 16), tonumber('abc') => 31 255 nil",
                "table.concat({ 1, 2, 3 }, '-') => 1-2-3",
                "math.floor(-1.5), math.fmod(-5, 3), math.max(1, 3, 2) => -2 -2 3",
                "('é'):len(), #'ä' => 2 2",
                "'Z' < 'a', 'a' < 'ä', 'a' < 'b' => true true true"
            })
    void answers(String expressionsAndAnswer) {
        String[] both = expressionsAndAnswer.split(" => ", 2);
        assertThat(Lua.printed("print(" + both[0] + ")")).containsExactly(both[1]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "local t = nil return t.x => attempt to index local 't' (a nil value)",
                "local t = {} return t.a.b => attempt to index field 'a' (a nil value)",
                "local t = {} t.a.b = 1 => attempt to index field 'a' (a nil value)",
                "points.Bob = 1 => attempt to index global 'points' (a nil value)",
                "local t = {} local x = t.run() => attempt to call field 'run' (a nil value)",
                "local t = {} t:run() => attempt to call method 'run' (a nil value)",
                "return run() => attempt to call global 'run' (a nil value)",
                "local x = 1 return (function() return x() end)() => attempt to call upvalue 'x' (a number value)",
                "local t = {} return t.a + 1 => attempt to perform arithmetic on field 'a' (a nil value)",
                "local t = {} return 1 + t.a => attempt to perform arithmetic on field 'a' (a nil value)",
                "local t = {} return t.a * t.b => attempt to perform arithmetic on field 'a' (a nil value)",
                "local t = {} return '10' + t => attempt to perform arithmetic on local 't' (a table value)",
                "local s = 'x' return -s => attempt to perform arithmetic on local 's' (a string value)",
                "local s return #s => attempt to get length of local 's' (a nil value)",
                "return 'a' .. {} => attempt to concatenate a table value",
                "return 1 < 'x' => attempt to compare number with string",
                "return {} < {} => attempt to compare two table values",
                "return nil > 1 => attempt to compare number with nil",
                "for i = 1, 'x' do end => 'for' limit must be a number",
                "local t = {} t[nil] = 1 => table index is nil",
                "local t = {} t[0/0] = 1 => table index is NaN",
                "table.insert(nil, 1) => bad argument #1 to 'insert' (table expected, got nil)",
                "('x'):rep() => bad argument #2 to 'rep' (number expected, got no value)",
                "string.format('%d', 'x') => bad argument #2 to 'format' (number expected, got string)",
                "string.find('a', '[a') => malformed pattern (missing ']')",
                "error('mine') => mine",
                "assert(false) => assertion failed!",
                "assert(nil, 'no roster') => no roster",
                "local x = = 2 => unexpected symbol near '='"
            })
    void mistakesAreToldWithNameAndLine(String chunkAndMessage) {
        String[] both = chunkAndMessage.split(" => ", 2);
        var error = Lua.failure("\n\n" + both[0]);
        assertThat(error.message()).isEqualTo(both[1]);
        assertThat(error.position()).isEqualTo("main.lua:3");
    }

    @Test
    void errorsBlameTheLevelThatIsAskedFor() {
        assertThat(Lua.printed("""
                        local function check(x) if not x then error("give x", 2) end end
                        local function user()
                          check()
                        end
                        print(pcall(user))
                        print(pcall(error, { code = 1 }))
                        print(pcall(error, "plain", 0))
                        print(select(2, pcall(error)))
                        print(xpcall(function() error("deep") end, function(m) return "handled " .. m end))
                        """))
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("false main.lua:3: give x"),
                        line -> assertThat(line).startsWith("false table: "),
                        line -> assertThat(line).isEqualTo("false plain"),
                        line -> assertThat(line).isEqualTo("nil"),
                        line -> assertThat(line).isEqualTo("false handled main.lua:9: deep"));
    }

    @Test
    void filesGetTheAddonsNameAndItsTable() {
        Lua.Host host = new Lua.Host();
        try (var addon =
                Lua.loaded(host, "local name, ns = ... ns.greet = function() return 'hello from ' .. name end", """
                local name, ns = ...
                print(ns.greet(), select("#", ...))
                """)) {
            assertThat(addon.registrations().ledgers()).isEmpty();
            assertThat(host.lines).containsExactly("hello from Test 2");
        }
    }

    @Test
    void metatablesWork() {
        assertThat(Lua.printed("""
                        local Point = {} Point.__index = Point
                        function Point.new(x, y) return setmetatable({ x = x, y = y }, Point) end
                        Point.__add = function(a, b) return Point.new(a.x + b.x, a.y + b.y) end
                        Point.__eq = function(a, b) return a.x == b.x and a.y == b.y end
                        Point.__lt = function(a, b) return a.x < b.x end
                        Point.__le = function(a, b) return a.x <= b.x end
                        Point.__call = function(self, k) return self[k] end
                        Point.__tostring = function(p) return "(" .. p.x .. "," .. p.y .. ")" end
                        Point.__concat = function(a, b) return tostring(a) .. tostring(b) end
                        Point.__unm = function(p) return Point.new(-p.x, -p.y) end
                        local a, b = Point.new(1, 2), Point.new(3, 4)
                        print(tostring(a + b), a == Point.new(1, 2), a < b, a <= b, a("y"), "p" .. a .. "!", tostring(-b))
                        local log = setmetatable({}, { __newindex = function(t, k, v) rawset(t, k, v * 2) end })
                        log.x = 21 print(log.x, rawget(log, "x"))
                        print(getmetatable(setmetatable({}, { __metatable = "locked" })))
                        """)).containsExactly("(4,6) true true true 2 p(1,2)! (-3,-4)", "42 42", "locked");
    }
}

package io.ledgerstone.addon.contract;

import static io.ledgerstone.addon.contract.Data.award;
import static io.ledgerstone.addon.contract.Data.entry;
import static io.ledgerstone.addon.contract.Data.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.addon.AddonInstance;
import io.ledgerstone.addon.ReplayOutcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An addon reaches nothing but its ledgers: no other addon, no machine, no clock, no chance. */
interface IsolationContract extends ContractPart {
    /** What must not be reachable from Lua: expressions that are false, nil or fail. */
    List<String> LUA_PROBES = List.of(
            "io",
            "package",
            "require",
            "module",
            "dofile",
            "loadfile",
            "debug",
            "luajava",
            "java",
            "jit",
            "ffi",
            "os and os.execute",
            "os and os.getenv",
            "os and os.remove",
            "os and os.rename",
            "os and os.tmpname",
            "os and os.exit",
            "os and os.clock and os.clock()",
            "os and os.time and os.time()",
            "os and os.date and os.date()",
            "time and time()",
            "date and date()",
            "GetTime and GetTime()",
            "string.dump",
            "collectgarbage and collectgarbage('count')",
            "gcinfo and gcinfo()",
            "loadstring and loadstring('\\27Lua')",
            "load and load('\\27Lua', 'x', 'b')",
            "getmetatable('').__index ~= string and getmetatable('').__index",
            "guild.getClass",
            "guild.class",
            "log.class",
            "entry.getClass",
            "entry.class",
            "string.find(tostring(print or log), '@')",
            "setmetatable(_G, nil).luajava",
            "getfenv and getfenv(0).luajava",
            "newproxy and newproxy(true).class",
            "coroutine and coroutine.wrap(function() return luajava or io or debug end)()");

    /** What must not be reachable from JavaScript: expressions that are false, undefined or fail. */
    List<String> JS_PROBES = List.of(
            "typeof Java !== 'undefined'",
            "typeof Packages !== 'undefined'",
            "typeof java !== 'undefined'",
            "typeof Polyglot !== 'undefined'",
            "typeof Graal !== 'undefined'",
            "typeof require !== 'undefined'",
            "typeof process !== 'undefined'",
            "typeof module !== 'undefined'",
            "typeof fetch !== 'undefined'",
            "typeof XMLHttpRequest !== 'undefined'",
            "typeof WebSocket !== 'undefined'",
            "typeof load !== 'undefined'",
            "typeof read !== 'undefined'",
            "typeof quit !== 'undefined'",
            "typeof exit !== 'undefined'",
            "typeof print !== 'undefined'",
            "typeof performance !== 'undefined'",
            "typeof setTimeout !== 'undefined'",
            "typeof SharedArrayBuffer !== 'undefined'",
            "typeof Atomics !== 'undefined'",
            "typeof WeakRef !== 'undefined'",
            "typeof FinalizationRegistry !== 'undefined'",
            "typeof WebAssembly !== 'undefined'",
            "typeof Intl !== 'undefined'",
            "typeof Worker !== 'undefined'",
            "Date.now()",
            "new Date().getTime()",
            "Date()",
            "new (new Date(0).constructor)().getTime()",
            "Reflect.construct(Date, []).getTime()",
            "Function('return typeof Java !== \"undefined\"')()",
            "(() => {}).constructor('return typeof Packages !== \"undefined\"')()",
            "(0, eval)('typeof Polyglot !== \"undefined\"')",
            "guild.getClass",
            "guild.class",
            "log.class",
            "entry.getClass",
            "entry.class",
            "entry.constructor.forName",
            "Object.getPrototypeOf(entry).getClass");

    private List<String> probes() {
        return bench().engine().language().equals("Lua") ? LUA_PROBES : JS_PROBES;
    }

    @Test
    default void nothingOfTheMachineIsReachable() {
        List<String> reached = new ArrayList<>();
        for (String probe : probes()) {
            RunningAddon addon =
                    bench().load(GUILD.then(new Script("""
                    local entry
                    guild:any(function(state, e) entry = e end)
                    guild:view("probe", function()
                      local ok, got = pcall(function() return %s end)
                      if ok and got then return tostring(got) end
                      return false
                    end)
                    """.replace("%s", probe), """
                    let entry;
                    guild.any((state, e) => { entry = e; });
                    guild.view("probe", () => {
                      try { const got = %s; if (got) return String(got); } catch (problem) { }
                      return false;
                    });
                    """.replace("%s", probe))));
            Object got = addon.replays(entry(1, "a")).view("probe").toJava();
            if (!Boolean.FALSE.equals(got)) {
                reached.add(probe + " gave " + got);
            }
        }
        assertThat(reached).isEmpty();
    }

    @Test
    default void globalsBelongToOneAddon() {
        RunningAddon first = bench().load(GUILD.then(new Script(
                "shared = 'mine' log = nil ledger = nil",
                "globalThis.shared = 'mine'; globalThis.log = undefined; globalThis.ledger = undefined;")));
        RunningAddon second = bench().load(
                        GUILD.then(
                                new Script(
                                        "guild:init(function(state) state.clean = shared == nil and log ~= nil end)",
                                        "guild.init(state => { state.clean = globalThis.shared === undefined && typeof log === 'function'; });")));
        first.reset();
        second.reset().hasState(map("clean", true));
    }

    @Test
    default void changesToBuiltInsStayInside() {
        bench().load(new Script("""
                string.shout = function() return "!" end
                string.format = nil
                table.insert = function() error("mine") end
                math.floor = function() return 42 end
                pcall(function() getmetatable("").__index.evil = function() return "evil" end end)
                pcall(function() getmetatable("").__add = function() return "evil" end end)
                pairs = function() error("mine") end
                """, """
                String.prototype.shout = function() { return "!"; };
                String.prototype.padStart = undefined;
                Array.prototype.push = function() { throw new Error("mine"); };
                Math.floor = () => 42;
                Object.prototype.evil = "evil";
                Object.prototype.toJSON = () => "evil";
                Object.keys = () => { throw new Error("mine"); };
                """));
        bench().load(GUILD.then(new Script("""
                        guild:init(function(state)
                          local list = {}
                          table.insert(list, math.floor(1.5))
                          for _, n in pairs(list) do state.n = n end
                          state.text = string.format("%d", 7)
                          state.clean = string.shout == nil and ("x").evil == nil and not pcall(function() return "a" + "b" end)
                        end)
                        """, """
                        guild.init(state => {
                          const list = [];
                          list.push(Math.floor(1.5));
                          for (const key of Object.keys(list)) state.n = list[key];
                          state.text = "7".padStart(1);
                          state.clean = "x".shout === undefined && ({}).evil === undefined && [].toJSON === undefined;
                        });
                        """))).reset().hasState(map("n", 1, "text", "7", "clean", true));
    }

    @Test
    default void addonThatBreaksItsOwnBuiltInsStillRuns() {
        bench().load(POINTS.then(new Script(
                        "pairs = nil ipairs = nil next = nil error = nil pcall = nil string = nil table = nil setmetatable = nil",
                        """
                        Array.prototype.push = undefined; Object.keys = undefined; Object.entries = undefined;
                        Object.freeze = undefined; Array.isArray = undefined; Map = undefined; globalThis.Error = undefined;
                        """)))
                .replays(award(1, "Bob", 5), award(2, "Eve", 1))
                .hasState(map("points", map("Bob", 5, "Eve", 1)));
    }

    @Test
    default void chanceIsTheSameEverywhere() {
        Script dice = GUILD.then(new Script("""
                guild:any(function(state, e)
                  local ok, got = pcall(function() return math.random(1, 1000000) end)
                  state[e.key] = ok and got or "none"
                end)
                """, """
                guild.any((state, e) => {
                  try { state[e.key] = Math.random(); }
                  catch (problem) { state[e.key] = "none"; }
                });
                """));
        RunningAddon addon = bench().load(dice).replays(entry(1, "a"), entry(2, "a"), entry(3, "a"));
        String first = addon.digest();
        assertThat(addon.replays(entry(1, "a"), entry(2, "a"), entry(3, "a")).digest())
                .isEqualTo(first);
        assertThat(bench().load(dice)
                        .replays(entry(1, "a"))
                        .continues(entry(2, "a"), entry(3, "a"))
                        .digest())
                .isEqualTo(first);
    }

    @Test
    default void twoInstancesOfOneAddonShareNothing() {
        RunningAddon one = bench().load(POINTS).replays(award(1, "Bob", 1));
        RunningAddon two = bench().load(POINTS).replays(award(1, "Eve", 2));
        one.hasState(map("points", map("Bob", 1)));
        two.hasState(map("points", map("Eve", 2)));
    }

    @Test
    default void closedAddonCanBeLoadedAgain() {
        RunningAddon other = bench().load(POINTS).reset();
        AddonInstance instance =
                bench().load(POINTS).replays(award(1, "Bob", 1)).instance();
        instance.close();
        instance.close();
        bench().load(POINTS).replays(award(1, "Bob", 2)).hasState(map("points", map("Bob", 2)));
        assertThat(other.instance().replay("guild", List.of(award(1, "Bob", 3))))
                .isEqualTo(ReplayOutcome.all(1));
    }

    @Test
    default void instancesRunOnDifferentThreads() throws InterruptedException {
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int amount = i + 1;
            RunningAddon addon = bench().load(POINTS);
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    addon.reset();
                    for (int n = 0; n < 200; n++) {
                        addon.continues(award(n, "Bob", amount));
                    }
                    addon.hasState(map("points", map("Bob", 200 * amount)));
                } catch (Throwable e) {
                    failures.add(e);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
    }
}

package io.ledgerstone.bench;

import io.ledgerstone.addon.AddonEngine;
import io.ledgerstone.addon.AddonSource;
import io.ledgerstone.js.JsEngine;
import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.entry.Value;
import io.ledgerstone.lua.LuaEngine;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * How fast is the ledger of {@link ReplayBenchmark} replayed through the same handler in Lua, and in JavaScript with and without
 * the Graal compiler (which is a matter of the fork's flags)? All limits of the host are on.
 *
 * <p>Peers: the plain loop of {@link ReplayBenchmark}, and for Lua the same fold under lua5.1 and luajit over tables that are in
 * memory already ({@code awards.lua}). One call is one pass over everything.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(java.util.concurrent.TimeUnit.MILLISECONDS)
public class ScriptReplayBenchmark {
    private static final String LUA = """
            local guild = ledger("guild")
            guild:init(function(state) state.points = {} end)
            guild:on("award", function(state, e)
              state.points[e.player] = (state.points[e.player] or 0) + e.amount
            end)
            guild:view("total", function(state)
              local total = 0
              for _, points in pairs(state.points) do total = total + points end
              return total
            end)
            """;

    private static final String JS = """
            const guild = ledger("guild");
            guild.init(state => { state.points = {}; });
            guild.when({
              award(state, e) { state.points[e.player] = (state.points[e.player] ?? 0) + e.amount; },
            });
            guild.view("total", state => Object.values(state.points).reduce((sum, points) => sum + points, 0));
            """;

    /** How many entries the ledger has. */
    @Param("1000000")
    public int entries;

    /** The ending of the addon's file. */
    @Param({"lua", "js"})
    public String language = "lua";

    private double expected;
    private Ledger ledger;
    private AddonRun addon;

    /** Opens the ledger and loads the addon. */
    @Setup(Level.Trial)
    public void open() {
        ledger = Ledger.open(Ledgers.awards(entries), Ledgers.OPTIONS);
        AddonEngine engine = language.equals("lua") ? new LuaEngine() : new JsEngine();
        String text = language.equals("lua") ? LUA : JS;
        addon = new AddonRun(
                engine, new AddonSource("Awards", List.of(new AddonSource.SourceFile("awards." + language, text))));
        expected = Awards.total(entries);
    }

    /** Closes both. */
    @TearDown(Level.Trial)
    public void close() {
        addon.close();
        ledger.close();
    }

    /** The script's handler. */
    @Benchmark
    public void handler() {
        Replays.all(ledger, addon);
        Replays.require(((Value.Num) addon.view("total")).value(), expected);
    }
}

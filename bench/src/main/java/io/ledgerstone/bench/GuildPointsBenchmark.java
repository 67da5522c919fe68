package io.ledgerstone.bench;

import io.ledgerstone.addon.folder.AddonFolder;
import io.ledgerstone.addon.folder.FolderOutcome;
import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.entry.Value;
import io.ledgerstone.lua.LuaEngine;
import java.nio.file.Path;
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
 * How fast does GuildPoints, the addon in {@code plugins/}, work through a guild's ledger from its tables?
 *
 * <p>Peer: the same addon files under lua5.1 and luajit, with the same rows in memory already ({@code guildpoints.lua}). It
 * must come to the same sum of standings. One call is one pass over everything.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(java.util.concurrent.TimeUnit.MILLISECONDS)
public class GuildPointsBenchmark {
    private static final Path ADDON = Path.of("plugins", "GuildPoints");

    /** How many entries the ledger has. */
    @Param("100000")
    public int entries;

    private Ledger ledger;
    private AddonRun addon;

    /** Opens the ledger and loads the addon. */
    @Setup(Level.Trial)
    public void open() {
        ledger = Ledger.open(Ledgers.guild(entries), Ledgers.OPTIONS);
        LuaEngine engine = new LuaEngine();
        addon = switch (AddonFolder.read(ADDON, List.of(engine))) {
            case FolderOutcome.ReadableAddon readable -> new AddonRun(engine, readable.source());
            case FolderOutcome.UnreadableAddon(String name, String problem) ->
                throw new IllegalStateException(name + ": " + problem);
        };
    }

    /** Closes both. */
    @TearDown(Level.Trial)
    public void close() {
        addon.close();
        ledger.close();
    }

    /** What a replay of so many entries comes to: the sum of all standings. */
    static double result(int entries) {
        GuildPointsBenchmark benchmark = new GuildPointsBenchmark();
        benchmark.entries = entries;
        benchmark.open();
        try {
            benchmark.guildPoints();
            return ((Value.Sequence) benchmark.addon.view("standings"))
                    .values().stream()
                            .mapToDouble(GuildPointsBenchmark::standings)
                            .sum();
        } finally {
            benchmark.close();
        }
    }

    private static double standings(Value row) {
        return row instanceof Value.Mapping(var columns) && columns.get("standings") instanceof Value.Num(double points)
                ? points
                : Double.NaN;
    }

    /** The addon. */
    @Benchmark
    public void guildPoints() {
        Replays.all(ledger, addon);
    }
}

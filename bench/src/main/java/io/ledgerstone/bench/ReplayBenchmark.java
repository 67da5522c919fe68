package io.ledgerstone.bench;

import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.replay.Reducer;
import io.ledgerstone.ledger.store.EntryCursor;
import io.ledgerstone.ledger.store.EntryStore;
import io.ledgerstone.ledger.store.StoreOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
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
import org.openjdk.jmh.infra.Blackhole;

/**
 * How fast is a ledger of typical entries replayed from its tables, page cache warm, through one handler in Java?
 *
 * <p>Peer: {@link #loop}, which walks the same tables and makes the same entries, for nobody. The ratio is what is left of that
 * speed once somebody folds them. One call is one pass over everything.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(java.util.concurrent.TimeUnit.MILLISECONDS)
public class ReplayBenchmark {
    private static final Reducer<Map<String, Double>> POINTS = Reducer.<Map<String, Double>>startingWith(HashMap::new)
            .on(
                    Awards.TYPE,
                    (state, e) -> state.merge(
                            String.valueOf(e.fields().text("player")),
                            e.fields().number("amount", 0),
                            Double::sum));

    /** How many entries the ledger has. */
    @Param("1000000")
    public int entries;

    private double expected;
    private Ledger ledger;
    private EntryStore store;

    /** Opens the ledger, which is checked to give what it should. */
    @Setup(Level.Trial)
    public void open() {
        Path folder = Ledgers.awards(entries);
        ledger = Ledger.open(folder, Ledgers.OPTIONS);
        store = EntryStore.open(
                folder.resolve("tables"), new EntryCodec(Ledgers.NAME, Ledgers.LAYOUT), StoreOptions.defaults());
        expected = Awards.total(entries);
    }

    /** Closes it. */
    @TearDown(Level.Trial)
    public void close() {
        store.close();
        ledger.close();
    }

    /** The peer: a cursor over the tables that makes every entry. */
    @Benchmark
    public void loop(Blackhole nobody) {
        EntryCursor cursor = store.view().from(Key.firstAt(0));
        while (cursor.advance()) {
            Entry entry = cursor.entry();
            nobody.consume(entry);
        }
    }

    /** A cursor that looks at keys only, as hashes need it. */
    @Benchmark
    public long keys() {
        long sum = 0;
        EntryCursor cursor = store.view().from(Key.firstAt(0));
        while (cursor.advance()) {
            sum += cursor.keyLow();
        }
        return sum;
    }

    /** A Java reducer with a handler that reads two of the four fields. */
    @Benchmark
    public void javaHandler() {
        Reducer.Fold<Map<String, Double>> fold = POINTS.fold();
        Replays.all(ledger, fold);
        double total =
                fold.state().values().stream().mapToDouble(Double::doubleValue).sum();
        Replays.require(total, expected);
    }
}

package io.ledgerstone.bench;

import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.journal.FolderFiles;
import io.ledgerstone.ledger.journal.Journal;
import io.ledgerstone.ledger.journal.JournalOptions;
import io.ledgerstone.ledger.journal.JournalReader;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * How long does a new process take to open a large ledger? Only the first call of a fork counts.
 *
 * <p>Peer: reading the journal from its beginning, which is what opening would take without tables.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class OpenBenchmark {
    /** How many entries the ledger has. */
    @Param("1000000")
    public int entries;

    private @Nullable Ledger ledger;

    private Path folder() {
        return Ledgers.FOLDER.resolve("awards-" + entries);
    }

    /** Closing does not count. */
    @TearDown(Level.Invocation)
    public void close() {
        if (ledger != null) {
            ledger.close();
            ledger = null;
        }
    }

    /** Opening, and asking for the weeks. */
    @Benchmark
    public long open() {
        ledger = Ledger.open(folder(), Ledgers.OPTIONS);
        return ledger.weeks().size();
    }

    /** The peer. */
    @Benchmark
    public long readJournal() {
        EntryCodec codec = new EntryCodec(Ledgers.NAME, Ledgers.LAYOUT);
        long counted = 0;
        try (Journal journal =
                        Journal.open(new FolderFiles(folder().resolve("journal")), codec, JournalOptions.defaults());
                JournalReader reader = journal.read(journal.begin())) {
            while (reader.advance()) {
                counted += reader.arrival().receivedMs() & 1;
            }
        }
        return counted;
    }
}

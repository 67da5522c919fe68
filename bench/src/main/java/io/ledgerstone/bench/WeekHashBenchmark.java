package io.ledgerstone.bench;

import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyAdler;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.zip.Adler32;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * How long does the week hash of a full week take?
 *
 * <p>Peer: the JDK's {@link Adler32}, which is machine code, over the same numbers laid out as bytes beforehand; it gives the
 * same hash as long as no counter is negative. A call hashes the week a hundred times, since once takes microseconds.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class WeekHashBenchmark {
    static final int HASHES_PER_CALL = 100;

    private static final int KEY_BYTES = 16;

    /** How many entries the week has. */
    @Param("10000")
    public int entries;

    private Key[] keys;
    private byte[] numbers;

    /** Makes the week's keys. */
    @Setup(Level.Trial)
    public void fill() {
        keys = new Key[entries];
        ByteBuffer bytes = ByteBuffer.allocate(entries * KEY_BYTES);
        Lehmer random = new Lehmer(entries);
        for (int i = 0; i < entries; i++) {
            Key key = Key.of(1_700_000_000L + i, random.below(3), 4476, random.below(1 << 30));
            keys[i] = key;
            bytes.putInt((int) key.time())
                    .putInt((int) key.counter())
                    .putInt(key.realm())
                    .putInt((int) key.creator());
        }
        numbers = bytes.array();
        if (keyAdler() != adler32()) {
            throw new IllegalStateException("the peer hashes something else");
        }
    }

    /** Ours, key by key. */
    @Benchmark
    public long keyAdler() {
        long value = 0;
        for (int i = 0; i < HASHES_PER_CALL; i++) {
            KeyAdler hash = new KeyAdler(Ledgers.LAYOUT);
            for (Key key : keys) {
                hash.add(key);
            }
            value = hash.value();
        }
        return value;
    }

    /** The peer. */
    @Benchmark
    public long adler32() {
        long value = 0;
        for (int i = 0; i < HASHES_PER_CALL; i++) {
            Adler32 hash = new Adler32();
            hash.update(numbers);
            value = hash.getValue();
        }
        return value;
    }
}

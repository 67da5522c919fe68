package io.ledgerstone.ledger.store;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.mapdb.volume.ByteArrayVol;
import org.mapdb.volume.RandomAccessFileVol;
import org.mapdb.volume.Volume;

/** Where a table is written. One thread; close it. */
public final class TableTarget implements AutoCloseable {
    private static final long NO_LOCK = -1;

    private final Volume volume;
    private final @Nullable Sink sink;

    private TableTarget(Volume volume, @Nullable Sink sink) {
        this.volume = volume;
        this.sink = sink;
    }

    /**
     * A new file of a real disk.
     *
     * <p>It goes through a {@link RandomAccessFileVol}: MapDB's {@code FileChannelVol} puts the rest of a partial write, as a
     * nearly full disk makes them, at the wrong offset, and an interrupt closes it.
     */
    static TableTarget file(Path path) {
        return new TableTarget(new RandomAccessFileVol(path.toFile(), false, NO_LOCK, 0), null);
    }

    /** Memory, handed over once the table is whole. */
    public static TableTarget inMemory(Sink sink) {
        return new TableTarget(new ByteArrayVol(), sink);
    }

    /** Who takes a whole table. */
    @FunctionalInterface
    public interface Sink {
        /** Writes all bytes of the file, and returns once they are safe. */
        void write(byte[] bytes) throws IOException;
    }

    Volume volume() {
        return volume;
    }

    /** Everything was written, in pages of a size. Returns once it is safe. */
    void finish(int pageBytes) throws IOException {
        if (sink != null) {
            int end = Math.toIntExact(volume.length());
            while (end > 0 && volume.getLong(end - Long.BYTES) == 0) {
                end -= Long.BYTES;
            }
            byte[] bytes = new byte[(end + pageBytes - 1) / pageBytes * pageBytes];
            for (int at = 0, step = volume.sliceSize(); at < end; at += step) {
                volume.getData(at, bytes, at, Math.min(step, end - at));
            }
            sink.write(bytes);
        }
    }

    @Override
    public void close() {
        volume.close();
    }
}

package io.ledgerstone.ledger.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.mapdb.DBException;
import org.mapdb.SortedTableMap;
import org.mapdb.volume.MappedFileVol;
import org.mapdb.volume.RandomAccessFileVol;
import org.mapdb.volume.Volume;

/**
 * A MapDB file: written once from its first byte to its last, then only read. Anything MapDB throws while reading, whatever
 * nonsense it makes of broken bytes, comes out as {@link StoreException.Reason#DAMAGED}. Any thread.
 */
final class TableFile {
    private static final int SLICE_SHIFT = 22;
    private static final long NO_LOCK = -1;

    private final StoreFolder folder;
    private final String name;
    private final SortedTableMap<TableKey, byte[]> map;
    private volatile @Nullable String damage;

    private TableFile(StoreFolder folder, String name, SortedTableMap<TableKey, byte[]> map) {
        this.folder = folder;
        this.name = name;
        this.map = map;
    }

    /**
     * Maps an existing file. It is never unmapped by hand: cursors may still read it, and the garbage collector will.
     *
     * @throws StoreException if the disk fails, or if the file is damaged
     */
    static TableFile open(StoreFolder folder, String name) {
        try {
            String path = folder.resolve(name).toString();
            Volume volume = MappedFileVol.FACTORY.makeVolume(path, true, NO_LOCK, SLICE_SHIFT, 0, false);
            return new TableFile(folder, name, SortedTableMap.open(volume, KeyNodes.INSTANCE, BodyNodes.INSTANCE));
        } catch (DBException.VolumeIOError e) {
            throw StoreException.of("open table " + name, e);
        } catch (RuntimeException | AssertionError | InternalError e) {
            folder.setAside(name);
            throw StoreException.damaged(name, e);
        }
    }

    /**
     * What to throw after MapDB has stumbled over the file. The first time, the file is put aside under its other name, so that
     * the next opening misses it and the journal fills the gap; until then this map keeps reading it.
     */
    private StoreException damaged(Throwable cause) {
        StoreException exception = StoreException.damaged(name, cause);
        if (damage == null) {
            damage = exception.getMessage();
            folder.setAside(name);
        }
        return exception;
    }

    /** A sentence about what is wrong with the file, if anybody has noticed. */
    @Nullable String damage() {
        return damage;
    }

    long size() {
        return map.sizeLong();
    }

    @Nullable TableKey last() {
        return reading(() -> map.lastKey2());
    }

    /** A walk over the keys alone. */
    Iterator<TableKey> keys() {
        return reading(map::keyIterator);
    }

    /** A walk from the first key that is not below a bound. */
    Run from(@Nullable TableKey bound) {
        return new Run(
                reading(() -> bound == null ? map.entryIterator() : map.entryIterator(bound, true, null, false)));
    }

    <T extends @Nullable Object> T reading(Reading<T> reading) {
        try {
            return reading.read();
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException | AssertionError | InternalError e) {
            throw damaged(e);
        }
    }

    /** Something that reads the file. */
    interface Reading<T extends @Nullable Object> {
        T read();
    }

    /** A walk in order that notices if the order is broken. Confined to one thread. */
    final class Run {
        private final Iterator<? extends Map.Entry<TableKey, byte[]>> entries;
        private @Nullable TableKey key;
        private byte @Nullable [] body;

        private Run(Iterator<? extends Map.Entry<TableKey, byte[]>> entries) {
            this.entries = entries;
        }

        /** The next key, or null at the end. */
        @Nullable TableKey next() {
            try {
                if (!entries.hasNext()) {
                    return null;
                }
                Map.Entry<TableKey, byte[]> entry = entries.next();
                TableKey nextKey = entry.getKey();
                CheckWord.require(key == null || key.compareTo(nextKey) < 0, "entries are out of order");
                key = nextKey;
                body = entry.getValue();
                return nextKey;
            } catch (RuntimeException | AssertionError | InternalError e) {
                throw damaged(e);
            }
        }

        /** The body of the last key. */
        byte[] body() {
            return Objects.requireNonNull(body);
        }
    }

    /**
     * Writes a new file and gives it its name once it is safe; leaves nothing behind if that fails.
     *
     * <p>It goes through a {@link RandomAccessFileVol}: MapDB's {@code FileChannelVol} puts the rest of a partial write, as a
     * nearly full disk makes them, at the wrong offset, and an interrupt closes it.
     *
     * @throws StoreException if the disk failed or is full
     */
    static void write(StoreFolder folder, String name, TableShape shape, Content content) {
        boolean ready = false;
        try {
            Path path = folder.temporary(name);
            try (RandomAccessFileVol volume = new RandomAccessFileVol(path.toFile(), false, NO_LOCK, 0)) {
                SortedTableMap.Sink<TableKey, byte[]> sink = SortedTableMap.create(
                                volume, KeyNodes.INSTANCE, BodyNodes.INSTANCE)
                        .pageSize(shape.pageBytes())
                        .nodeSize(shape.nodeEntries())
                        .createFromSink();
                content.writeTo(sink::put);
                // Writes what is left and the header, and returns after an fsync.
                sink.create();
            }
            folder.publish(name);
            ready = true;
        } catch (IOException | DBException e) {
            throw StoreException.of("write table " + name, e);
        } finally {
            if (!ready) {
                folder.discardTemporary(name);
            }
        }
    }

    /** What goes in a new file, in order, at least one record. */
    interface Content {
        void writeTo(BiConsumer<TableKey, byte[]> sink);
    }
}

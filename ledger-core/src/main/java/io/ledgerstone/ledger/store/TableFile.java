package io.ledgerstone.ledger.store;

import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.mapdb.DBException;
import org.mapdb.SortedTableMap;
import org.mapdb.volume.Volume;

/**
 * A MapDB file: written once from its first byte to its last, then only read. Anything MapDB throws while reading, whatever
 * nonsense it makes of broken bytes, comes out as {@link StoreException.Reason#DAMAGED}. Any thread.
 */
final class TableFile {
    private final TableFiles files;
    private final String name;
    private final SortedTableMap<TableKey, byte[]> map;
    private volatile @Nullable String damage;

    private TableFile(TableFiles files, String name, SortedTableMap<TableKey, byte[]> map) {
        this.files = files;
        this.name = name;
        this.map = map;
    }

    /**
     * Opens an existing file.
     *
     * @throws StoreException if the disk fails, or if the file is damaged
     */
    static TableFile open(TableFiles files, String name) {
        try {
            Volume volume = files.open(name).volume();
            return new TableFile(files, name, SortedTableMap.open(volume, KeyNodes.INSTANCE, BodyNodes.INSTANCE));
        } catch (IOException | DBException.VolumeIOError e) {
            throw StoreException.of("open table " + name, e);
        } catch (RuntimeException | AssertionError | InternalError e) {
            files.setAside(name);
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
            files.setAside(name);
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
     * @throws StoreException if the disk failed or is full
     */
    static void write(TableFiles files, String name, TableShape shape, Content content) {
        boolean ready = false;
        try {
            try (TableTarget target = files.temporary(name)) {
                SortedTableMap.Sink<TableKey, byte[]> sink = SortedTableMap.create(
                                target.volume(), KeyNodes.INSTANCE, BodyNodes.INSTANCE)
                        .pageSize(shape.pageBytes())
                        .nodeSize(shape.nodeEntries())
                        .createFromSink();
                content.writeTo(sink::put);
                // Writes what is left and the header, and returns after an fsync.
                sink.create();
                target.finish(shape.pageBytes());
            }
            files.publish(name);
            ready = true;
        } catch (IOException | DBException e) {
            throw StoreException.of("write table " + name, e);
        } finally {
            if (!ready) {
                files.discard(name + TableFiles.TEMPORARY_SUFFIX);
            }
        }
    }

    /** What goes in a new file, in order, at least one record. */
    interface Content {
        void writeTo(BiConsumer<TableKey, byte[]> sink);
    }
}

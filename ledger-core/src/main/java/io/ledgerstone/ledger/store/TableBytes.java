package io.ledgerstone.ledger.store;

import java.nio.file.Path;
import org.mapdb.volume.MappedFileVol;
import org.mapdb.volume.SingleByteArrayVol;
import org.mapdb.volume.Volume;

/** The bytes of a table, to be read by any thread. */
public final class TableBytes {
    private static final int SLICE_SHIFT = 22;
    private static final long NO_LOCK = -1;

    private final Volume volume;

    private TableBytes(Volume volume) {
        this.volume = volume;
    }

    /** Maps a file of a real disk. It is never unmapped by hand: cursors may still read it, and the garbage collector will. */
    static TableBytes mapped(Path path) {
        return new TableBytes(MappedFileVol.FACTORY.makeVolume(path.toString(), true, NO_LOCK, SLICE_SHIFT, 0, false));
    }

    /** Bytes that nobody changes any more. */
    public static TableBytes of(byte[] bytes) {
        return new TableBytes(new SingleByteArrayVol(bytes));
    }

    Volume volume() {
        return volume;
    }
}

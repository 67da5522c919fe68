package io.ledgerstone.ledger.store;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A checkpoint that has begun. */
public final class CheckpointTask {
    /** Larger files cannot be mapped in one piece. */
    private static final long TABLE_BYTES_MAX = 1800L << 20;

    private final EntryStore store;
    private final long position;
    private final Map<String, byte[]> notes;
    private final List<Integer> weeks;

    CheckpointTask(EntryStore store, long position, Map<String, byte[]> notes, List<Integer> weeks) {
        this.store = store;
        this.position = position;
        this.notes = notes;
        this.weeks = weeks;
    }

    /**
     * Merges what was in memory when the checkpoint began into the tables of its weeks, one after the other, and writes down how
     * far they reach. Call it once, from any one thread that is not interrupted, beside inserts, publications and readers. The
     * views before and after have the same content.
     */
    public CheckpointOutcome run() {
        int written = 0;
        long entries = 0;
        @Nullable String problem = "the last checkpoint was broken off";
        try {
            for (int week : weeks) {
                entries += merge(week);
                written++;
            }
            store.writeMetadata(position, notes);
            problem = null;
            return new CheckpointOutcome.Completed(position, written, entries);
        } catch (StoreException e) {
            problem = e.getMessage();
            return new CheckpointOutcome.Failed(written, e);
        } finally {
            store.checkpointEnded(problem);
        }
    }

    /** Writes the table of a week anew with what is frozen of it, and puts it in the old one's place at once. */
    private long merge(int week) {
        WeekLayers all = store.layersOf(week);
        WeekLayers merged = new WeekLayers(week, all.table, all.frozen, null);
        TableName name = new TableName(week, store.nextGeneration());
        Summing summing = new Summing(week, store.codec().layout());
        TableFiles files = store.files();
        TableFile.write(files, name.text(), shape(merged), sink -> {
            LayerRun run = new LayerRun(merged, null, Long.MAX_VALUE);
            for (TableKey key = run.next(); key != null; key = run.next()) {
                sink.accept(key, run.body());
                summing.add(key);
            }
        });
        store.install(WeekTable.open(files, name, summing.total(), summing.summary()));
        if (all.table == null) {
            return summing.total();
        }
        files.discard(all.table.name().text());
        return summing.total() - all.table.total();
    }

    /** Reads all of it once before writing: damage shows before a file is begun, and the pages get the right size. */
    private static TableShape shape(WeekLayers layers) {
        int bodyBytesMax = 0;
        long bytes = 0;
        LayerRun run = new LayerRun(layers, null, Long.MAX_VALUE);
        while (run.next() != null) {
            int bodyBytes = run.body().length;
            bodyBytesMax = Math.max(bodyBytesMax, bodyBytes);
            bytes += bodyBytes + TableShape.ENTRY_BYTES;
        }
        if (bytes > TABLE_BYTES_MAX) {
            throw new StoreException(
                    StoreException.Reason.TOO_LARGE,
                    "week " + layers.number + " has more than " + TABLE_BYTES_MAX
                            + " bytes of entries, which one table cannot hold; something floods this ledger");
        }
        return TableShape.of(bodyBytesMax, bytes);
    }
}

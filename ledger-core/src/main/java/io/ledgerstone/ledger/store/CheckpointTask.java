package io.ledgerstone.ledger.store;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A checkpoint that has begun. */
public final class CheckpointTask {
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
        String at = "the metadata";
        try {
            for (int week : weeks) {
                at = "the table of week " + week;
                entries += merge(week);
                written++;
            }
            at = "the metadata";
            store.write(store.metadata(position, notes));
            store.checkpointEnded(null);
            return new CheckpointOutcome.Completed(position, written, entries);
        } catch (IOException | RuntimeException | AssertionError e) {
            StoreException cause = e instanceof StoreException known ? known : StoreException.of("write " + at, e);
            store.checkpointEnded(cause.getMessage());
            return new CheckpointOutcome.Failed(written, cause);
        }
    }

    /** Writes the table of a week anew with what is frozen of it, and puts it in the old one's place at once. */
    private long merge(int week) throws IOException {
        WeekLayers all = store.frozenLayers(week);
        WeekLayers layers = new WeekLayers(week, all.table, all.frozen, null);
        TableName name =
                new TableName(week, all.table == null ? 1 : all.table.name().generation() + 1);
        Summing summing = new Summing(week, store.codec().layout());
        StoreFolder folder = store.folder();
        boolean ready = false;
        try (TableFile.Writer writer = new TableFile.Writer(folder.temporary(name.text()), shape(layers))) {
            LayerRun run = new LayerRun(layers, null, Long.MAX_VALUE);
            for (TableKey key = run.next(); key != null; key = run.next()) {
                writer.put(key, run.body());
                summing.add(key);
            }
            writer.finish();
            ready = true;
        } finally {
            if (!ready) {
                folder.discardTemporary(name.text());
            }
        }
        folder.publish(name.text());
        long before = all.table == null ? 0 : all.table.total();
        store.install(WeekTable.open(folder, name, summing.total(), summing.summary()));
        if (all.table != null) {
            folder.discard(all.table.name().text());
        }
        return summing.total() - before;
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
        return TableShape.of(bodyBytesMax, bytes);
    }
}

package io.ledgerstone.ledger.store;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The sorted set of a ledger's entries: MapDB tables on the disk, one a week, and in memory what came since the last checkpoint.
 *
 * <p>{@link #insert}, {@link #probe}, {@link #publish}, {@link #checkpointIsDue} and {@link #beginCheckpoint} belong to one
 * thread, the ledger's; everything else is for any thread. Nothing is durable here before a checkpoint has completed: the
 * journal is. Everything from {@link #checkpointPosition()} on must be inserted again after opening; inserting an entry that
 * is already there changes nothing.
 */
public final class EntryStore implements AutoCloseable {
    private static final int NOTE_BYTES_MAX = 64 << 10;
    private static final int PATIENCE = 4;

    private final TableFiles files;
    private final EntryCodec codec;
    private final List<String> setAside;
    private final List<String> problems;

    /** Guards what follows; held for moments only, never while a table is written. */
    private final Object lock = new Object();

    private final NavigableMap<Integer, WeekLayers> weeks = new TreeMap<>();
    private WeekLayers @Nullable [] weeksPublished;
    private @Nullable WeekLayers lastUsed;
    private long count;
    private long total;
    private long memtableBytes;
    private long memtableEntries;
    private long rewrittenEntries;
    private long generation;
    private @Nullable String metadataName;
    private boolean checkpointing;
    private boolean closed;
    private @Nullable String checkpointProblem;

    private volatile long checkpointPosition;
    private volatile Map<String, byte[]> notes;
    private volatile StoreView view;

    private EntryStore(TableFiles files, EntryCodec codec, StoreOptions options) {
        this.files = files;
        this.codec = codec;
        StoreOpening opening = new StoreOpening(files, codec, options);
        setAside = opening.setAside;
        problems = opening.problems;
        checkpointPosition = opening.position();
        metadataName = opening.metadataName;
        generation = opening.generation;
        notes = opening.metadata.notes();
        opening.tables.forEach((week, table) -> {
            weeks.put(week, new WeekLayers(week, table, null, null));
            count += table.summary().count();
            total += table.total();
        });
        view = new StoreView(codec, published(), checkpointPosition, count, total);
    }

    /**
     * Opens the store of a folder, or begins one. Damaged tables are set aside, and {@link #checkpointPosition()} is 0 then.
     *
     * @throws StoreException if the folder cannot be read or made
     */
    public static EntryStore open(Path folder, EntryCodec codec, StoreOptions options) {
        return open(new StoreFolder(folder), codec, options);
    }

    /** Opens the store of some files, or begins one. See {@link #open(Path, EntryCodec, StoreOptions)}. */
    public static EntryStore open(TableFiles files, EntryCodec codec, StoreOptions options) {
        return new EntryStore(files, codec, options);
    }

    /**
     * The tables of a folder, which is made if there is none.
     *
     * @throws StoreException if it cannot be made
     */
    public static TableFiles filesOf(Path folder) {
        return new StoreFolder(folder);
    }

    /** The journal position below which everything is in the tables; 0 if a table is missing or damaged. */
    public long checkpointPosition() {
        return checkpointPosition;
    }

    /** The notes of the last checkpoint that completed. */
    public Map<String, byte[]> notes() {
        Map<String, byte[]> copy = new LinkedHashMap<>();
        notes.forEach((name, bytes) -> copy.put(name, bytes.clone()));
        return copy;
    }

    /** What is wrong with the files, as far as anybody has noticed since opening. */
    public StoreHealth health() {
        List<String> aside = new ArrayList<>(setAside);
        List<String> known = new ArrayList<>(problems);
        synchronized (lock) {
            for (WeekLayers layers : weeks.values()) {
                WeekTable table = layers.table;
                String damage = table == null ? null : table.file().damage();
                if (table != null && damage != null) {
                    aside.add(TableFiles.BAD_PREFIX + table.name().text());
                    known.add(damage);
                }
            }
            if (checkpointProblem != null) {
                known.add(checkpointProblem);
            }
        }
        return new StoreHealth(aside, known);
    }

    /**
     * Inserts an entry. It shows once it is published.
     *
     * @param position its position in the journal; rises from call to call
     * @throws StoreException if a table is damaged; close the store, open it again and insert the journal
     */
    public Insertion insert(Entry entry, long position) {
        synchronized (lock) {
            requireOpen();
            TableKey key = TableKey.of(entry);
            WeekLayers layers = layers(key.weekNumber());
            Insertion insertion = layers.probe(key);
            if (insertion == Insertion.KNOWN) {
                return insertion;
            }
            memtableBytes += growing(layers, position).add(entry, position);
            memtableEntries++;
            total++;
            if (insertion == Insertion.ADDED) {
                count++;
            }
            return insertion;
        }
    }

    /**
     * What {@link #insert} would answer; changes nothing.
     *
     * @throws StoreException if a table is damaged
     */
    public Insertion probe(Entry entry) {
        synchronized (lock) {
            requireOpen();
            TableKey key = TableKey.of(entry);
            return layers(key.weekNumber()).probe(key);
        }
    }

    private WeekLayers layers(int week) {
        WeekLayers layers = lastUsed;
        if (layers == null || layers.number != week) {
            WeekLayers found = weeks.get(week);
            layers = found == null ? new WeekLayers(week, null, null, null) : found;
            lastUsed = layers;
        }
        return layers;
    }

    private MemWeek growing(WeekLayers layers, long position) {
        MemWeek active = layers.active;
        if (active == null) {
            active = new MemWeek(position);
            rewrittenEntries += layers.table == null ? 0 : layers.table.total();
            replace(new WeekLayers(layers.number, layers.table, layers.frozen, active));
        }
        return active;
    }

    private void replace(WeekLayers layers) {
        weeks.put(layers.number, layers);
        lastUsed = layers;
        weeksPublished = null;
    }

    private WeekLayers[] published() {
        WeekLayers[] array = weeksPublished;
        if (array == null) {
            array = weeks.values().toArray(WeekLayers[]::new);
            weeksPublished = array;
        }
        return array;
    }

    /**
     * Makes everything inserted so far visible.
     *
     * @param position the journal position after the last inserted entry
     */
    public StoreView publish(long position) {
        synchronized (lock) {
            requireOpen();
            StoreView published = new StoreView(codec, published(), position, count, total);
            view = published;
            return published;
        }
    }

    /** The newest view that was published. */
    public StoreView view() {
        return view;
    }

    /** About how much of the heap the entries take that came since the last checkpoint began. */
    public int memtableBytes() {
        synchronized (lock) {
            return (int) Math.min(Integer.MAX_VALUE, memtableBytes);
        }
    }

    /**
     * Whether a checkpoint is worth its work. That takes so many bytes in memory, and as long as they are less than
     * {@value #PATIENCE} times as many, as many entries as the tables have that would be written anew: else a week that
     * grows would be written over and over.
     */
    public boolean checkpointIsDue(int bytesMin) {
        synchronized (lock) {
            return memtableBytes > bytesMin
                    && (memtableBytes / PATIENCE > bytesMin || memtableEntries > rewrittenEntries);
        }
    }

    /**
     * Begins a checkpoint: publishes everything inserted so far and takes it from the memory that grows.
     *
     * @param position the journal position after the last inserted entry
     * @param newNotes what {@link #notes()} gives back from then on, at most 64 KiB each
     * @throws IllegalStateException if the last checkpoint still runs
     */
    public CheckpointTask beginCheckpoint(long position, Map<String, byte[]> newNotes) {
        Map<String, byte[]> copy = new LinkedHashMap<>();
        newNotes.forEach((name, bytes) -> {
            if (bytes.length > NOTE_BYTES_MAX) {
                throw new IllegalArgumentException(
                        "note " + name + " has " + bytes.length + " bytes, more than " + NOTE_BYTES_MAX);
            }
            copy.put(name, bytes.clone());
        });
        synchronized (lock) {
            requireOpen();
            if (checkpointing) {
                throw new IllegalStateException("the last checkpoint still runs");
            }
            checkpointing = true;
            List<Integer> touched = new ArrayList<>();
            for (WeekLayers layers : List.copyOf(weeks.values())) {
                MemWeek frozen = layers.everythingInMemory();
                if (frozen != null) {
                    replace(new WeekLayers(layers.number, layers.table, frozen, null));
                    touched.add(layers.number);
                }
            }
            memtableBytes = 0;
            memtableEntries = 0;
            rewrittenEntries = 0;
            publish(position);
            return new CheckpointTask(this, position, copy, touched);
        }
    }

    TableFiles files() {
        return files;
    }

    EntryCodec codec() {
        return codec;
    }

    /** The layers of a week of which a checkpoint has frozen entries. */
    WeekLayers layersOf(int week) {
        synchronized (lock) {
            return Objects.requireNonNull(weeks.get(week));
        }
    }

    /** Puts a new table in the place of the old one and of the frozen entries, which it holds. */
    void install(WeekTable table) {
        synchronized (lock) {
            WeekLayers before = Objects.requireNonNull(weeks.get(table.name().week()));
            replace(new WeekLayers(before.number, table, null, before.active));
            long position = view.position();
            WeekLayers[] visible = weeks.values().stream()
                    .filter(layers -> layers.isVisible(position))
                    .toArray(WeekLayers[]::new);
            view = new StoreView(codec, visible, position, view.count(), view.total());
        }
    }

    /** A number that no file of this folder has had. */
    long nextGeneration() {
        synchronized (lock) {
            return ++generation;
        }
    }

    /** Writes down, in the place of the last time, how far the tables reach. */
    void writeMetadata(long position, Map<String, byte[]> newNotes) {
        Map<Integer, StoreMetadata.Row> rows = new TreeMap<>();
        synchronized (lock) {
            weeks.forEach((week, layers) -> {
                if (layers.table != null) {
                    rows.put(week, layers.table.row());
                }
            });
        }
        String name = StoreMetadata.name(nextGeneration());
        new StoreMetadata(position, rows, newNotes).write(files, name);
        checkpointPosition = position;
        notes = newNotes;
        if (metadataName != null) {
            files.discard(metadataName);
        }
        metadataName = name;
    }

    void checkpointEnded(@Nullable String problem) {
        synchronized (lock) {
            checkpointing = false;
            checkpointProblem = problem;
        }
    }

    /**
     * Reads every table whole and checks it: check words, order, weeks, counts, summaries, and that every id is the one of its
     * entry's content. May run beside everything else; takes some microseconds an entry.
     */
    public VerifyReport verify() {
        int tables = 0;
        long entries = 0;
        List<String> found = new ArrayList<>();
        for (WeekLayers layers : view.weeks()) {
            if (layers.table != null) {
                tables++;
                try {
                    entries += layers.table.verify(codec);
                } catch (StoreException e) {
                    found.add(String.valueOf(e.getMessage()));
                }
            }
        }
        return new VerifyReport(tables, entries, found);
    }

    /** Refuses further inserts. Views stay readable. A checkpoint that runs should have ended before. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new StoreException(StoreException.Reason.CLOSED, "this store has been closed");
        }
    }
}

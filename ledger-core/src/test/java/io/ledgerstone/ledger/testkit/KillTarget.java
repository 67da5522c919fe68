package io.ledgerstone.ledger.testkit;

import io.ledgerstone.ledger.journal.Arrival;
import io.ledgerstone.ledger.journal.FolderFiles;
import io.ledgerstone.ledger.journal.Journal;
import io.ledgerstone.ledger.journal.JournalOptions;
import io.ledgerstone.ledger.journal.JournalReader;
import io.ledgerstone.ledger.store.CheckpointTask;
import io.ledgerstone.ledger.store.EntryStore;
import io.ledgerstone.ledger.store.StoreOptions;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A process that appends for ever, checkpoints all the time, and prints the journal's end after every acknowledged group. */
public final class KillTarget {
    private static final JournalOptions SMALL = new JournalOptions(128 << 10, 32 << 10);
    private static final int MEMTABLE_BYTES_MAX = 200_000;

    private KillTarget() {}

    /** The folder and a seed. */
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        Random random = new Random(Long.parseLong(arguments[1]));
        PrintStream out = System.out;
        try (Journal journal = openJournal(folder);
                EntryStore store = openStore(folder, journal);
                ExecutorService background = Executors.newSingleThreadExecutor()) {
            Future<?> checkpoint = null;
            while (!out.checkError()) {
                append(journal, store, 1 + random.nextInt(random.nextInt(10) == 0 ? 500 : 20));
                out.println(journal.end());
                out.flush();
                if (store.memtableBytes() > MEMTABLE_BYTES_MAX && (checkpoint == null || checkpoint.isDone())) {
                    CheckpointTask task = store.beginCheckpoint(journal.end(), Map.of());
                    checkpoint = background.submit(task::run);
                }
            }
        }
    }

    /** The journal of a folder. */
    public static Journal openJournal(Path folder) {
        return Journal.open(new FolderFiles(folder.resolve("journal")), RandomEntries.CODEC, SMALL);
    }

    /** The store of a folder with everything that its journal has. */
    public static EntryStore openStore(Path folder, Journal journal) {
        EntryStore store = EntryStore.open(folder.resolve("store"), RandomEntries.CODEC, StoreOptions.defaults());
        try (JournalReader reader = journal.read(store.checkpointPosition())) {
            while (reader.advance()) {
                store.insert(reader.arrival().entry(), reader.position());
            }
        }
        store.publish(journal.end());
        return store;
    }

    private static void append(Journal journal, EntryStore store, int count) {
        List<Arrival> group = new ArrayList<>();
        for (long position = journal.end(); group.size() < count; position++) {
            group.add(new Arrival(position, RandomEntries.spread(position)));
        }
        long position = journal.append(group);
        for (Arrival arrival : group) {
            store.insert(arrival.entry(), position++);
        }
        store.publish(journal.end());
    }
}

package io.ledgerstone.ledger;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.LedgerException;
import io.ledgerstone.ledger.journal.Journal;
import io.ledgerstone.ledger.journal.JournalReader;
import io.ledgerstone.ledger.journal.JournalRecovery;
import io.ledgerstone.ledger.store.CheckpointOutcome;
import io.ledgerstone.ledger.store.CheckpointTask;
import io.ledgerstone.ledger.store.EntryStore;
import io.ledgerstone.ledger.store.StoreException;
import io.ledgerstone.ledger.store.StoreOptions;
import io.ledgerstone.ledger.store.StoreView;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store of a ledger, kept up to its journal: filled when it is opened, replaced by a mended one when a table is damaged,
 * written to tables by checkpoints. Nobody ever sees one that is half filled. Belongs to the ledger's thread, but for
 * {@link #current()}, {@link #view()} and {@link #problems()}.
 */
final class LiveStore {
    private static final Logger LOG = LoggerFactory.getLogger(LiveStore.class);
    private static final String LAST_OWN_KEY = "last own key";

    private final LedgerDisk disk;
    private final LedgerOptions options;
    private final EntryCodec codec;
    private final Journal journal;
    private final OwnKeys ownKeys;
    private final Runnable onDamage;
    private final List<String> found = new CopyOnWriteArrayList<>();
    private final Checkpoints checkpoints;
    private volatile EntryStore store;
    private volatile @Nullable String checkpointProblem;
    private volatile int memoryWhenFailed;
    private List<String> mendedFiles;

    /**
     * Opens the store.
     *
     * @param onDamage called by any thread when a checkpoint met a damaged table
     */
    LiveStore(
            LedgerDisk disk,
            LedgerOptions options,
            EntryCodec codec,
            Journal journal,
            OwnKeys ownKeys,
            Runnable onDamage) {
        this.disk = disk;
        this.options = options;
        this.codec = codec;
        this.journal = journal;
        this.ownKeys = ownKeys;
        this.onDamage = onDamage;
        store = opened();
        mendedFiles = store.health().setAside();
        checkpoints = new Checkpoints(disk.name(), options.threads());
        if (store.checkpointPosition() > journal.end() || !journal.recovery().sound()) {
            journal.recovery().damaged().forEach(damage -> found.add(inWords(damage)));
            restoreJournal();
        }
    }

    private EntryStore opened() {
        try {
            return filled(StoreOptions.defaults());
        } catch (StoreException e) {
            if (e.reason() != StoreException.Reason.DAMAGED) {
                throw e;
            }
            LOG.warn("Ledger {}: {}", disk.name(), e.getMessage());
            return filled(new StoreOptions(true));
        }
    }

    /** A store that holds everything the journal holds. */
    private EntryStore filled(StoreOptions storeOptions) {
        EntryStore opened = EntryStore.open(disk.tables(), codec, storeOptions);
        boolean filled = false;
        try {
            fill(opened);
            filled = true;
            return opened;
        } finally {
            if (!filled) {
                opened.close();
            }
        }
    }

    private void fill(EntryStore opened) {
        byte[] lastOwn = opened.notes().get(LAST_OWN_KEY);
        if (lastOwn != null && lastOwn.length == 16) {
            ByteBuffer packed = ByteBuffer.wrap(lastOwn);
            ownKeys.seen(Key.ofPacked(packed.getLong(), packed.getLong()), nowSeconds());
        }
        boolean fromTheStart = opened.checkpointPosition() > journal.end()
                || !journal.recovery().sound();
        long from = fromTheStart ? journal.begin() : Math.max(journal.begin(), opened.checkpointPosition());
        try (JournalReader reader = journal.read(from)) {
            while (reader.advance()) {
                Entry entry = reader.arrival().entry();
                opened.insert(entry, reader.position());
                ownKeys.seen(entry.key(), nowSeconds());
            }
        }
        opened.publish(journal.end());
        found.addAll(opened.health().problems());
    }

    private long nowSeconds() {
        return Math.floorDiv(options.clock().millis(), 1000L);
    }

    /** Gives the journal back what only the tables have. */
    void restoreJournal() {
        long restored =
                JournalRepair.restore(journal, store.view(), options.clock().millis());
        if (restored > 0) {
            found.add("the journal had lost " + restored
                    + " entries that the week tables still had; it has them again, at its end");
        }
        store.publish(journal.end());
        checkpoint();
    }

    static String inWords(JournalRecovery.Damage damage) {
        return "the journal's file " + damage.segment() + " is damaged from byte " + damage.fromOffset() + " to "
                + damage.toOffset() + ", which cost " + damage.records() + " positions";
    }

    /** The store as it is now. */
    EntryStore current() {
        return store;
    }

    /** Its newest snapshot. */
    StoreView view() {
        return store.view();
    }

    /** Whether damage was noticed since it was opened or mended. */
    boolean isDamaged() {
        return !store.health().setAside().equals(mendedFiles);
    }

    /**
     * Makes a new store from the tables that are not damaged and from the journal, and puts it in the place of the old one, which
     * goes on being read until then.
     */
    void mend(Feeds feeds) {
        LOG.warn("Ledger {}: bringing its tables up to the journal", disk.name());
        checkpoints.await();
        store.close();
        EntryStore mended = filled(new StoreOptions(true));
        mendedFiles = mended.health().setAside();
        feeds.publish(Key.firstAt(0), () -> store = mended);
    }

    /** Starts a checkpoint beside everything else if enough is in memory. */
    void checkpointIfDue() {
        if (checkpoints.isIdle() && store.checkpointIsDue(options.checkpointBytes() + memoryWhenFailed)) {
            begin();
        }
    }

    /**
     * Writes what is in memory to tables and waits for it.
     *
     * @throws LedgerException if that failed; nothing is lost
     */
    void checkpoint() {
        checkpoints.await();
        begin();
        checkpoints.await();
        String problem = checkpointProblem;
        if (problem != null) {
            throw new LedgerException("Ledger " + disk.name() + ": " + problem);
        }
    }

    private void begin() {
        CheckpointTask task = store.beginCheckpoint(journal.end(), notes());
        checkpoints.begin(() -> run(task));
    }

    private void run(CheckpointTask task) {
        switch (task.run()) {
            case CheckpointOutcome.Completed completed -> {
                checkpointProblem = null;
                memoryWhenFailed = 0;
            }
            case CheckpointOutcome.Failed failed -> {
                checkpointProblem = "the last checkpoint failed and will be tried again; nothing is lost: "
                        + failed.cause().getMessage();
                memoryWhenFailed = store.memtableBytes();
                LOG.warn("Ledger {}: {}", disk.name(), checkpointProblem);
                if (failed.cause().reason() == StoreException.Reason.DAMAGED) {
                    onDamage.run();
                }
            }
        }
    }

    private Map<String, byte[]> notes() {
        Key last = ownKeys.last();
        return last == null
                ? Map.of()
                : Map.of(
                        LAST_OWN_KEY,
                        ByteBuffer.allocate(16)
                                .putLong(last.high())
                                .putLong(last.low())
                                .array());
    }

    /** What was found and mended, and what is wrong now, in plain words. */
    List<String> problems() {
        List<String> problems = new ArrayList<>(found);
        problems.addAll(store.health().problems());
        if (checkpointProblem != null) {
            problems.add(checkpointProblem);
        }
        return problems.stream().distinct().toList();
    }

    /** Writes the tables if it can, and lets go of them. What cannot be written now is in the journal. */
    void close() {
        try {
            checkpoint();
        } catch (LedgerException e) {
            LOG.warn("Closed without a checkpoint; the next opening reads the journal: {}", e.getMessage());
        } finally {
            checkpoints.close();
            store.close();
        }
    }
}

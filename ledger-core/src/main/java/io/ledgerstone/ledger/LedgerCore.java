package io.ledgerstone.ledger;

import io.ledgerstone.ledger.Authorization.Decision;
import io.ledgerstone.ledger.Authorization.Movement;
import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyAdler;
import io.ledgerstone.ledger.entry.LedgerException;
import io.ledgerstone.ledger.journal.FolderFiles;
import io.ledgerstone.ledger.journal.Journal;
import io.ledgerstone.ledger.journal.JournalOptions;
import io.ledgerstone.ledger.journal.JournalReader;
import io.ledgerstone.ledger.journal.JournalRecovery;
import io.ledgerstone.ledger.replay.Projection;
import io.ledgerstone.ledger.replay.Replay;
import io.ledgerstone.ledger.store.CheckpointOutcome;
import io.ledgerstone.ledger.store.CheckpointTask;
import io.ledgerstone.ledger.store.EntryCursor;
import io.ledgerstone.ledger.store.EntryStore;
import io.ledgerstone.ledger.store.StoreException;
import io.ledgerstone.ledger.store.StoreOptions;
import io.ledgerstone.ledger.store.StoreView;
import io.ledgerstone.ledger.sync.EntryIndex;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Journal and store of one ledger, and everybody who follows them. {@link #work} and what it calls belong to the ledger's thread;
 * everything that reads a snapshot may be called by any.
 */
final class LedgerCore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerCore.class);
    private static final String LAST_OWN_KEY = "last own key";
    private static final int RECOVERY_GROUP = 10_000;

    private final LedgerFolder folder;
    private final LedgerOptions options;
    private final EntryCodec codec;
    private final Journal journal;
    private final LedgerLoop loop;
    private volatile EntryStore store;
    private final OwnKeys ownKeys;
    private final Refusals refusals = new Refusals();
    private final Feeds feeds;
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final WeekIdsCache weekIds = new WeekIdsCache();
    private final List<String> foundAtOpening = new CopyOnWriteArrayList<>();
    private final ExecutorService checkpoints;
    private volatile @Nullable String checkpointProblem;
    private CompletableFuture<Void> checkpointing = CompletableFuture.completedFuture(null);
    private volatile int memoryWhenFailed;
    private List<String> mendedFiles = List.of();
    private volatile StateHash stateHash = new StateHash(null, 0);

    private record StateHash(@Nullable StoreView view, long value) {}

    private LedgerCore(
            LedgerFolder folder, LedgerOptions options, EntryCodec codec, Journal journal, EntryStore store) {
        this.folder = folder;
        this.options = options;
        this.codec = codec;
        this.journal = journal;
        this.store = store;
        ownKeys = new OwnKeys(options.realm(), options.creator());
        feeds = new Feeds(this::view, this::mended);
        loop = new LedgerLoop(folder.name(), options.pendingBytesMax(), this::work);
        checkpoints = Executors.newSingleThreadExecutor(Thread.ofPlatform()
                .name("checkpoint of " + folder.name())
                .daemon()
                .factory());
    }

    static LedgerCore open(LedgerFolder folder, LedgerOptions options) {
        EntryCodec codec = new EntryCodec(folder.name(), folder.layout());
        Journal journal = Journal.open(new FolderFiles(folder.journal()), codec, JournalOptions.defaults());
        try {
            EntryStore store = EntryStore.open(folder.tables(), codec, StoreOptions.defaults());
            LedgerCore core = new LedgerCore(folder, options, codec, journal, store);
            core.mending(() -> {
                core.recover();
                return core;
            });
            core.loop.start();
            return core;
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    /** Brings the store up to the journal, and the journal up to the store if it lost what the tables still have. */
    private void recover() {
        byte[] lastOwn = store.notes().get(LAST_OWN_KEY);
        if (lastOwn != null && lastOwn.length == 16) {
            ByteBuffer packed = ByteBuffer.wrap(lastOwn);
            ownKeys.seen(Key.ofPacked(packed.getLong(), packed.getLong()));
        }
        boolean journalLostSome = store.checkpointPosition() > journal.end()
                || !journal.recovery().sound();
        try (JournalReader reader = journal.read(
                journalLostSome ? journal.begin() : Math.max(journal.begin(), store.checkpointPosition()))) {
            while (reader.advance()) {
                Entry entry = reader.arrival().entry();
                store.insert(entry, reader.position());
                ownKeys.seen(entry.key());
            }
        }
        store.publish(journal.end());
        foundAtOpening.addAll(store.health().problems());
        if (journalLostSome) {
            restoreJournal();
        }
    }

    private void restoreJournal() {
        journal.recovery().damaged().forEach(damage -> foundAtOpening.add(inWords(damage)));
        long restored =
                JournalRepair.restore(journal, store.view(), options.clock().millis(), RECOVERY_GROUP);
        if (restored > 0) {
            foundAtOpening.add("the journal had lost " + restored
                    + " entries that the week tables still had; it has them again, at its end");
        }
        checkpoint();
    }

    private static String inWords(JournalRecovery.Damage damage) {
        return "the journal's file " + damage.segment() + " is damaged from byte " + damage.fromOffset() + " to "
                + damage.toOffset() + ", which cost " + damage.records() + " positions";
    }

    EntryCodec codec() {
        return codec;
    }

    StoreView view() {
        return store.view();
    }

    /** Does something with the store; if a table turns out to be damaged, mends the store and does it once more. */
    private <T> T mending(Supplier<T> work) {
        try {
            return work.get();
        } catch (StoreException e) {
            if (e.reason() != StoreException.Reason.DAMAGED) {
                throw e;
            }
            mend(e);
            return work.get();
        }
    }

    /** Reads something; if a table turns out to be damaged, has the store mended and reads once more. Any thread. */
    <T> T reading(Function<StoreView, T> read) {
        try {
            return read.apply(view());
        } catch (StoreException e) {
            return read.apply(mended(e));
        }
    }

    /** Has the store mended on the ledger's thread, unless that has happened since, and gives the newest snapshot. */
    private StoreView mended(StoreException damage) {
        if (damage.reason() != StoreException.Reason.DAMAGED) {
            throw damage;
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        ask(new Request.Run(
                () -> {
                    if (!store.health().setAside().equals(mendedFiles)) {
                        mend(damage);
                    }
                },
                done));
        done.join();
        return view();
    }

    /** Asks the ledger's thread; waits while too much is queued already. */
    void ask(Request request) {
        loop.ask(request);
    }

    /** Opens the store anew, which sets damaged tables aside, and brings it up to the journal. Replays start over. */
    private void mend(StoreException damage) {
        LOG.warn("Ledger {}: mending its tables: {}", folder.name(), damage.getMessage());
        checkpointing.join();
        store.close();
        store = EntryStore.open(folder.tables(), codec, new StoreOptions(true));
        mendedFiles = store.health().setAside();
        recover();
        feeds.publish(Key.firstAt(0), () -> {});
    }

    /** Does a group of requests: check, persist, insert, publish, acknowledge. */
    void work(List<Request> requests) {
        try {
            Group group = mending(() -> checked(requests));
            try {
                write(group).run();
            } catch (RuntimeException | Error e) {
                LOG.warn(
                        "Ledger {}: {} entries failed",
                        folder.name(),
                        group.arrivals().size(),
                        e);
                group.fail(e);
            }
        } catch (RuntimeException | Error e) {
            LOG.warn("Ledger {}: {} requests failed", folder.name(), requests.size(), e);
            requests.forEach(request -> request.fail(e));
        }
        if (checkpointing.isDone() && store.checkpointIsDue(options.checkpointBytes() + memoryWhenFailed)) {
            checkpointInBackground();
        }
    }

    private Group checked(List<Request> requests) {
        Group group = new Group(
                this::store,
                codec,
                ownKeys,
                options.authorization(),
                refusals,
                options.clock().millis());
        requests.forEach(group::check);
        return group;
    }

    private EntryStore store() {
        return store;
    }

    private Runnable write(Group group) {
        if (group.arrivals().isEmpty()) {
            return group.insert(journal.end());
        }
        long first = journal.append(group.arrivals());
        Runnable acknowledge = mending(() -> group.insert(first));
        feeds.publish(group.lowestChange(), () -> store.publish(journal.end()));
        subscriptions.forEach(Subscription::wake);
        return acknowledge;
    }

    /** Starts writing what is in memory to tables, beside everything else. */
    private void checkpointInBackground() {
        CheckpointTask task = store.beginCheckpoint(journal.end(), notes());
        checkpointing = CompletableFuture.runAsync(() -> run(task), checkpoints);
    }

    /** Writes what is in memory to tables and waits for it. */
    void checkpoint() {
        checkpointing.join();
        checkpointInBackground();
        checkpointing.join();
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
                LOG.warn("Ledger {}: {}", folder.name(), checkpointProblem);
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

    Ledger.FollowedReplay replay(Projection projection, Runnable wake) {
        Feed feed = feeds.add(wake);
        return new Ledger.FollowedReplay(new Replay(codec.layout(), feed, projection), () -> feeds.remove(feed));
    }

    Subscription subscribe(long from, Source to, Subscriber subscriber) {
        Subscription subscription = new Subscription(from, to, subscriber, options.authorization(), refusals);
        subscriptions.add(subscription);
        try {
            subscription.start(journal, () -> subscriptions.remove(subscription));
        } catch (RuntimeException e) {
            subscriptions.remove(subscription);
            throw e;
        }
        return subscription;
    }

    /** The newest snapshot as a peer may see it. */
    EntryIndex index(Source peer) {
        return new LedgerIndex(store.view(), weekIds, entry -> maySend(entry, peer));
    }

    private boolean maySend(Entry entry, Source peer) {
        if (options.authorization().decide(entry, Movement.SEND, peer) instanceof Decision.Refused refused) {
            refusals.count(Movement.SEND, peer, refused.reason());
            return false;
        }
        return true;
    }

    Stream<Delivery> arrivals(long from) {
        JournalReader reader = journal.read(from);
        long end = journal.end();
        Spliterator<Delivery> deliveries =
                new Spliterators.AbstractSpliterator<>(Math.max(0, end - from), Spliterator.ORDERED) {
                    @Override
                    public boolean tryAdvance(Consumer<? super Delivery> action) {
                        if (!reader.advance() || reader.position() >= end) {
                            return false;
                        }
                        action.accept(new Delivery(
                                reader.position(),
                                reader.arrival().receivedMs(),
                                reader.arrival().entry()));
                        return true;
                    }
                };
        return StreamSupport.stream(deliveries, false).onClose(reader::close);
    }

    Stream<Entry> entries(Query query) {
        return Queries.run(view(), query, this::mended);
    }

    LedgerStatus status() {
        return reading(this::status);
    }

    private LedgerStatus status(StoreView view) {
        Set<String> problems = new LinkedHashSet<>(foundAtOpening);
        problems.addAll(store.health().problems());
        if (checkpointProblem != null) {
            problems.add(checkpointProblem);
        }
        return new LedgerStatus(
                folder.name(),
                codec.layout(),
                view.count(),
                view.total() - view.count(),
                stateHash(view),
                view.newest(),
                journal.begin(),
                journal.end(),
                store.checkpointPosition(),
                refusals.counts(),
                List.copyOf(problems));
    }

    private long stateHash(StoreView view) {
        StateHash known = stateHash;
        if (!view.equals(known.view)) {
            KeyAdler hash = new KeyAdler(codec.layout());
            EntryCursor cursor = view.from(Key.firstAt(0));
            while (cursor.advance()) {
                hash.add(cursor.keyHigh(), cursor.keyLow());
            }
            known = new StateHash(view, hash.value());
            stateHash = known;
        }
        return known.value;
    }

    Verification verify() {
        List<String> problems = new ArrayList<>(store.verify().problems());
        journal.verify().damaged().forEach(damage -> problems.add(inWords(damage)));
        StoreView view = store.view();
        long entries = 0;
        try (Stream<Delivery> arrivals = arrivals(journal.begin())) {
            for (Delivery delivery : (Iterable<Delivery>) arrivals::iterator) {
                entries++;
                verify(delivery, view, problems);
            }
        }
        return new Verification(entries, view.weekNumbers().size(), problems);
    }

    private void verify(Delivery delivery, StoreView view, List<String> problems) {
        Entry kept = delivery.entry();
        String name = "entry " + kept.key().text(codec.layout()) + " at position " + delivery.position();
        try {
            if (!codec.open(kept.key(), EntryCodec.body(kept)).equals(kept)) {
                problems.add(name + " of the journal does not have the id of its content");
            }
        } catch (LedgerException e) {
            problems.add(name + " of the journal: " + e.getMessage());
        }
        if (!view.at(kept.key()).contains(kept)) {
            problems.add(name + " of the journal is not in the week tables");
        }
    }

    @Override
    public void close() {
        loop.close();
        subscriptions.forEach(Subscription::close);
        checkpoint();
        checkpoints.shutdown();
        store.close();
        journal.close();
    }
}

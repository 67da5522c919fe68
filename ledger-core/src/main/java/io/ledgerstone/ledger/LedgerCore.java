package io.ledgerstone.ledger;

import io.ledgerstone.ledger.Authorization.Decision;
import io.ledgerstone.ledger.Authorization.Movement;
import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyAdler;
import io.ledgerstone.ledger.entry.LedgerException;
import io.ledgerstone.ledger.journal.Journal;
import io.ledgerstone.ledger.journal.JournalReader;
import io.ledgerstone.ledger.journal.JournalRecovery;
import io.ledgerstone.ledger.replay.Projection;
import io.ledgerstone.ledger.replay.Replay;
import io.ledgerstone.ledger.store.EntryCursor;
import io.ledgerstone.ledger.store.StoreException;
import io.ledgerstone.ledger.store.StoreView;
import io.ledgerstone.ledger.sync.EntryIndex;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Journal and store of one ledger, and everybody who follows them. {@link #work} and what it calls belong to the ledger's thread;
 * everything that reads a snapshot may be called by any.
 */
final class LedgerCore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerCore.class);

    private final LedgerDisk disk;
    private final LedgerOptions options;
    private final EntryCodec codec;
    private final Journal journal;
    private final OwnKeys ownKeys;
    private final LiveStore store;
    private final Refusals refusals = new Refusals();
    private final Feeds feeds;
    private final LedgerLoop loop;
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final List<Runnable> grown = new CopyOnWriteArrayList<>();
    private final WeekIdsCache weekIds = new WeekIdsCache();
    private volatile StateHash stateHash = new StateHash(new WeakReference<>(null), 0);

    /** Whether the journal holds something that the store may not. */
    private boolean storeIsBehind;

    private record StateHash(WeakReference<StoreView> view, long value) {}

    private LedgerCore(LedgerDisk disk, LedgerOptions options, EntryCodec codec, Journal journal) {
        this.disk = disk;
        this.options = options;
        this.codec = codec;
        this.journal = journal;
        ownKeys = new OwnKeys(options.realm(), options.creator());
        loop = LedgerLoop.of(disk.name(), options, this::work);
        store = new LiveStore(disk, options, codec, journal, ownKeys, this::mendSoon);
        feeds = new Feeds(store::view, this::mended);
    }

    static LedgerCore open(LedgerDisk disk, LedgerOptions options) {
        EntryCodec codec = new EntryCodec(disk.name(), disk.layout());
        Journal journal = Journal.open(disk.journal(), codec, disk.journalSizes(), disk::salt);
        try {
            LedgerCore core = new LedgerCore(disk, options, codec, journal);
            core.loop.start();
            return core;
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    EntryCodec codec() {
        return codec;
    }

    StoreView view() {
        return store.view();
    }

    /** Asks the ledger's thread; waits while too much is queued already. */
    void ask(Request request) {
        loop.ask(request);
    }

    /** Reads something; if a table turns out to be damaged, has the store mended and reads once more. Any thread. */
    <T> T reading(Function<StoreView, T> read) {
        try {
            return read.apply(view());
        } catch (StoreException e) {
            return read.apply(mended(e));
        }
    }

    /** Has the store mended, unless that has happened since, and gives the newest snapshot. */
    private StoreView mended(StoreException damage) {
        if (damage.reason() != StoreException.Reason.DAMAGED) {
            throw damage;
        }
        if (loop.isCurrent()) {
            mendIfDamaged();
        } else {
            CompletableFuture<Void> done = new CompletableFuture<>();
            ask(new Request.Run(this::mendIfDamaged, done));
            try {
                done.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof LedgerException known ? known : e;
            }
        }
        return view();
    }

    private void mendSoon() {
        ask(new Request.Run(this::mendIfDamaged, new CompletableFuture<>()));
    }

    private void mendIfDamaged() {
        if (store.isDamaged()) {
            mend();
        }
    }

    /** The mended store may show what the journal had and the old one lacked. */
    private void mend() {
        store.mend(feeds);
        grown.forEach(Runnable::run);
    }

    /** Does something with the store; if a table turns out to be damaged, mends the store and does it once more. */
    private <T> T mending(Supplier<T> work) {
        try {
            return work.get();
        } catch (StoreException e) {
            if (e.reason() != StoreException.Reason.DAMAGED) {
                throw e;
            }
            mend();
            return work.get();
        }
    }

    /** Does a group of requests: check, persist, insert, publish, acknowledge. Never throws. */
    void work(List<Request> requests) {
        try {
            if (storeIsBehind) {
                mend();
                storeIsBehind = false;
            }
            Group group = mending(() -> checked(requests));
            try {
                write(group);
            } catch (RuntimeException | Error e) {
                LOG.warn("Ledger {}: a group of {} entries failed", disk.name(), group.size(), e);
                group.fail(e);
            }
            options.threads().later(group::acknowledge);
        } catch (RuntimeException | Error e) {
            LOG.warn("Ledger {}: {} requests failed", disk.name(), requests.size(), e);
            List<Request> failed = List.copyOf(requests);
            options.threads().later(() -> failed.forEach(request -> request.fail(e)));
        }
        checkpointIfDue();
    }

    /** What goes wrong here is no request's failure: they are durable, or were told why not. */
    private void checkpointIfDue() {
        try {
            store.checkpointIfDue();
        } catch (RuntimeException | Error e) {
            LOG.warn("Ledger {}: a checkpoint could not begin", disk.name(), e);
        }
    }

    private Group checked(List<Request> requests) {
        Group group = new Group(
                store::current,
                codec,
                ownKeys,
                options.authorization(),
                refusals,
                options.clock().millis());
        requests.forEach(group::check);
        return group;
    }

    private void write(Group group) {
        if (group.size() == 0) {
            return;
        }
        long first = journal.append(group.arrivals());
        storeIsBehind = true;
        mending(() -> group.insert(first));
        feeds.publish(group.lowestChange(), () -> store.current().publish(journal.end()));
        storeIsBehind = false;
        subscriptions.forEach(Subscription::wake);
        grown.forEach(Runnable::run);
    }

    /** Writes what is in memory to tables and waits for it. Ledger's thread. */
    void checkpoint() {
        store.checkpoint();
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

    Registration whenGrown(Runnable told) {
        grown.add(told);
        return () -> grown.remove(told);
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
        return new LedgerStatus(
                disk.name(),
                codec.layout(),
                view.count(),
                view.total() - view.count(),
                stateHash(view),
                view.newest(),
                journal.begin(),
                journal.end(),
                store.current().checkpointPosition(),
                refusals.counts(),
                store.problems());
    }

    private long stateHash(StoreView view) {
        StateHash known = stateHash;
        if (!known.view.refersTo(view)) {
            KeyAdler hash = new KeyAdler(codec.layout());
            EntryCursor cursor = view.from(Key.firstAt(0));
            while (cursor.advance()) {
                hash.add(cursor.keyHigh(), cursor.keyLow());
            }
            known = new StateHash(new WeakReference<>(view), hash.value());
            stateHash = known;
        }
        return known.value;
    }

    Verification verify() {
        StoreView view = store.view();
        List<String> problems = new ArrayList<>(store.current().verify().problems());
        List<JournalRecovery.Damage> damaged = journal.verify().damaged();
        damaged.forEach(damage -> problems.add(LiveStore.inWords(damage)));
        long entries = 0;
        try (Stream<Delivery> arrivals = arrivals(journal.begin())) {
            for (Delivery delivery : (Iterable<Delivery>)
                    arrivals.takeWhile(arrival -> arrival.position() < view.position())::iterator) {
                entries++;
                verify(delivery, view, problems);
            }
        }
        if (!damaged.isEmpty()) {
            ask(new Request.Run(store::restoreJournal, new CompletableFuture<>()));
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
        try {
            store.close();
        } finally {
            journal.close();
        }
    }
}

package io.ledgerstone.ledger;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.replay.Projection;
import io.ledgerstone.ledger.replay.Reducer;
import io.ledgerstone.ledger.replay.Replay;
import io.ledgerstone.ledger.store.WeekSummary;
import io.ledgerstone.ledger.sync.EntryIndex;
import io.ledgerstone.ledger.sync.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An insert-only set of entries in a folder of its own, kept in one absolute order.
 *
 * <p>What was acknowledged is on disk and stays: appending completes after the entry was forced to the journal. One process at a
 * time has a ledger open. All methods may be called by any thread; {@link #close()} once, after everybody is done.
 */
public final class Ledger implements AutoCloseable {
    /** What an entry costs in memory besides its bytes. */
    static final int ENTRY_BYTES = 256;

    private static final int INSERT_CHUNK = 1000;

    private final LedgerDisk disk;
    private final LedgerCore core;
    private final List<Reduction<?>> reductions = new CopyOnWriteArrayList<>();

    private Ledger(LedgerDisk disk, LedgerCore core) {
        this.disk = disk;
        this.core = core;
    }

    /**
     * Opens the ledger of a folder, or makes one. What a crash left half done is mended; see {@link LedgerStatus#problems()}.
     *
     * @throws io.ledgerstone.ledger.entry.LedgerException if the folder cannot be used, or is in use
     */
    public static Ledger open(Path path, LedgerOptions options) {
        return open(LedgerFolder.open(path, options), options);
    }

    /**
     * Opens the ledger of a disk, which is closed with it. See {@link #open(Path, LedgerOptions)}.
     *
     * @throws io.ledgerstone.ledger.entry.LedgerException if the disk cannot be used
     */
    public static Ledger open(LedgerDisk disk, LedgerOptions options) {
        try {
            return new Ledger(disk, LedgerCore.open(disk, options));
        } catch (RuntimeException e) {
            disk.close();
            throw e;
        }
    }

    /** The ledger's name, which all its members share. */
    public String name() {
        return disk.name();
    }

    /** The numbers its keys are made of. */
    public KeyLayout layout() {
        return disk.layout();
    }

    /** Makes entries of this ledger from their parts, for {@link #insert}. */
    public EntryCodec codec() {
        return core.codec();
    }

    /**
     * Appends an own entry; it gets the next key of this host.
     *
     * @param fields null, booleans, numbers, texts, lists and maps by name
     * @return completes when the entry is durable; fails with {@link RefusedException} or another
     *     {@link io.ledgerstone.ledger.entry.LedgerException} if it cannot be
     * @throws io.ledgerstone.ledger.entry.InvalidEntryException at once, if the entry breaks a limit
     */
    public CompletableFuture<Appended> append(String type, Map<String, ? extends @Nullable Object> fields) {
        return append(type, Fields.of(fields), Source.LOCAL);
    }

    /** Appends an own entry on somebody's behalf. See {@link #append(String, Map)}. */
    public CompletableFuture<Appended> append(String type, Fields fields, Source source) {
        CompletableFuture<Appended> done = new CompletableFuture<>();
        core.ask(new Request.Append(core.codec().draft(type, fields), source, done));
        return done;
    }

    /**
     * Appends an own ignore entry, which cancels the entry of a key.
     *
     * @return completes when it is durable; fails if there is no such entry
     */
    public CompletableFuture<Appended> ignore(Key target, Source source) {
        CompletableFuture<Appended> done = new CompletableFuture<>();
        core.ask(new Request.Ignore(target, source, done));
        return done;
    }

    /**
     * Inserts entries from elsewhere, made by {@link #codec()}. Entries the ledger has are not written again.
     *
     * @return completes when all of them are durable; if it fails, some may be
     */
    public CompletableFuture<Inserted> insert(List<Entry> entries, Source source) {
        CompletableFuture<Inserted> all = CompletableFuture.completedFuture(Inserted.NONE);
        for (int from = 0; from < entries.size(); from += INSERT_CHUNK) {
            List<Entry> chunk = List.copyOf(entries.subList(from, Math.min(entries.size(), from + INSERT_CHUNK)));
            int bytes = chunk.stream()
                    .mapToInt(entry -> ENTRY_BYTES + EntryCodec.body(entry).length)
                    .sum();
            CompletableFuture<Inserted> done = new CompletableFuture<>();
            core.ask(new Request.Insert(chunk, bytes, source, done));
            all = all.thenCombine(done, Inserted::plus);
        }
        return all;
    }

    /** The entries of a query in ledger order, of one moment; read lazily. */
    public Stream<Entry> entries(Query query) {
        return core.entries(query);
    }

    /** The entry that counts for a key. */
    public Optional<Entry> find(Key key) {
        return core.reading(view -> Optional.ofNullable(view.find(key)));
    }

    /** All entries of a key: more than one is an equivocation, and the first counts. */
    public List<Entry> at(Key key) {
        return core.reading(view -> view.at(key));
    }

    /** Keys that have several entries, in ledger order. */
    public List<Key> equivocations(int limit) {
        return core.reading(view -> view.equivocations(limit));
    }

    /** The weeks that have entries, in order. */
    public List<WeekSummary> weeks() {
        return core.reading(view -> view.weekNumbers().stream().map(view::week).toList());
    }

    /** How the ledger is. */
    public LedgerStatus status() {
        return core.status();
    }

    /** What arrived from a position to the end of the journal, in journal order. Close the stream. */
    public Stream<Delivery> arrivals(long fromPosition) {
        return core.arrivals(fromPosition);
    }

    /**
     * Follows the journal from a position, then live.
     *
     * @param to whom the entries are for; {@link Authorization} is asked about each
     * @throws io.ledgerstone.ledger.entry.LedgerException if the position is not kept any more or not reached yet
     */
    public Subscription subscribe(long fromPosition, Source to, Subscriber subscriber) {
        return core.subscribe(fromPosition, to, subscriber);
    }

    /**
     * Makes our copy and a peer's the same, as far as {@link Authorization} lets both: takes entries that we lack, and sends those
     * that the peer lacks. The peer {@linkplain #answer answers} at the other end. Waits; at most some seconds for a frame.
     *
     * @param peer who is at the other end
     * @param watcher told how far the session is, after every frame and on this thread
     * @throws io.ledgerstone.ledger.entry.LedgerException if entries cannot be inserted, such as when the ledger is closed meanwhile
     */
    public Reconciled reconcileWith(FrameChannel channel, Source peer, Consumer<Progress> watcher)
            throws InterruptedException {
        return new Reconciling(this, core, channel, peer).ask(watcher);
    }

    /**
     * Answers a peer that {@linkplain #reconcileWith reconciles} its copy with ours, until the channel is closed or the peer has
     * sent too much that nobody asked for. Waits all the time: give it a thread of its own.
     *
     * @param peer who is at the other end
     * @throws io.ledgerstone.ledger.entry.LedgerException if entries cannot be inserted, such as when the ledger is closed meanwhile
     */
    public void answer(FrameChannel channel, Source peer) throws InterruptedException {
        new Reconciling(this, core, channel, peer).answer();
    }

    /**
     * The newest snapshot as a peer may see it, for whoever drives a reconciliation. Costs nothing; confined to one thread.
     *
     * @param peer who is to see it
     */
    public EntryIndex index(Source peer) {
        return core.index(peer);
    }

    /**
     * Tells somebody that there are new entries to see.
     *
     * @param grown called on the ledger's thread right after they were published; must return at once
     */
    public Registration whenGrown(Runnable grown) {
        return core.whenGrown(grown);
    }

    /** Keeps a state up to date by Java handlers, on a thread of its own, at full speed. */
    public <S> Reduction<S> reduce(String reductionName, Reducer<S> reducer) {
        return reduce(reductionName, reducer, ReplayPace.FULL);
    }

    /** Keeps a state up to date by Java handlers, on a thread of its own. */
    public <S> Reduction<S> reduce(String reductionName, Reducer<S> reducer, ReplayPace pace) {
        Reducer.Fold<S> fold = reducer.fold();
        AtomicReference<@Nullable Reduction<S>> reduction = new AtomicReference<>();
        FollowedReplay followed = replay(fold, () -> {
            Reduction<S> started = reduction.get();
            if (started != null) {
                started.wake();
            }
        });
        Reduction<S> started = new Reduction<>(fold, followed.replay(), pace, () -> {
            followed.close();
            reductions.remove(reduction.get());
        });
        reduction.set(started);
        reductions.add(started);
        started.start(name() + "/" + reductionName);
        return started;
    }

    /**
     * A replay for whoever brings own handlers and an own thread.
     *
     * @param wake called on the ledger's thread whenever there may be something to do; must return at once
     */
    public FollowedReplay replay(Projection projection, Runnable wake) {
        return core.replay(projection, wake);
    }

    /** A replay and the way to end it. */
    public record FollowedReplay(Replay replay, Runnable leave) implements AutoCloseable {
        @Override
        public void close() {
            leave.run();
        }
    }

    /** Writes everything in memory to tables, which makes the next opening quicker. Completes when that is done, or fails. */
    public CompletableFuture<Void> checkpoint() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        core.ask(new Request.Run(core::checkpoint, done));
        return done;
    }

    /** Reads everything once more: the journal, the tables, every id and every hash. Takes a while. */
    public Verification verify() {
        return core.verify();
    }

    /** Finishes what was asked for, writes the tables and lets go of the folder. Subscriptions and reductions end. */
    @Override
    public void close() {
        reductions.forEach(Reduction::close);
        try {
            core.close();
        } finally {
            disk.close();
        }
    }
}

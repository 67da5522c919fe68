package io.ledgerstone.ledger;

import io.ledgerstone.ledger.Authorization.Decision;
import io.ledgerstone.ledger.Authorization.Movement;
import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.LedgerException;
import io.ledgerstone.ledger.journal.Arrival;
import io.ledgerstone.ledger.store.EntryCursor;
import io.ledgerstone.ledger.store.EntryStore;
import io.ledgerstone.ledger.store.Insertion;
import io.ledgerstone.ledger.store.StoreException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Requests that become durable together. Checking collects what is to be written; after the journal has it, inserting puts it in
 * the store; acknowledging tells everybody. Confined to the ledger's thread.
 */
final class Group {
    private final Supplier<EntryStore> store;
    private final EntryCodec codec;
    private final OwnKeys ownKeys;
    private final Authorization authorization;
    private final Refusals refusals;
    private final long nowMs;
    private final List<Arrival> arrivals = new ArrayList<>();
    private final Set<EntryId> ids = new HashSet<>();
    private final Map<Long, Long> lowestCounters = new HashMap<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private @Nullable Key newest;
    private @Nullable Key lowestChange;

    private Insertion[] insertions = {};
    private long firstPosition;

    /** Somebody who is told what became of the arrivals {@code from} to {@code to}, or why there are none. */
    private record Waiting(
            Request request,
            int from,
            int to,
            long known,
            Map<String, Long> refused,
            @Nullable Throwable problem) {}

    Group(
            Supplier<EntryStore> store,
            EntryCodec codec,
            OwnKeys ownKeys,
            Authorization authorization,
            Refusals refusals,
            long nowMs) {
        this.store = store;
        this.codec = codec;
        this.ownKeys = ownKeys;
        this.authorization = authorization;
        this.refusals = refusals;
        this.nowMs = nowMs;
    }

    /**
     * Checks a request. What is wrong with it fails it alone; a damaged table is no request's fault.
     *
     * @throws StoreException if a table is damaged
     */
    void check(Request request) {
        try {
            switch (request) {
                case Request.Append append -> checkOwn(request, codec.seal(freeKey(), append.draft()), append.source());
                case Request.Ignore ignore -> checkOwn(request, ignoreEntry(ignore.target()), ignore.source());
                case Request.Insert insert -> checkForeign(insert);
                case Request.Run run -> {
                    run.task().run();
                    waiting.add(new Waiting(run, 0, 0, 0, Map.of(), null));
                }
            }
        } catch (StoreException e) {
            if (e.reason() == StoreException.Reason.DAMAGED) {
                throw e;
            }
            refuse(request, e);
        } catch (RuntimeException e) {
            refuse(request, e);
        }
    }

    private void refuse(Request request, Throwable why) {
        waiting.add(new Waiting(request, 0, 0, 0, Map.of(), why));
    }

    private Key freeKey() {
        Key key;
        do {
            key = ownKeys.next(nowMs / 1000);
        } while (isTaken(key));
        return key;
    }

    /** A program with our creator may have written at this second, such as the game client of the same character. */
    private boolean isTaken(Key key) {
        if (newest == null) {
            newest = store.get().view().newest();
        }
        return newest != null
                && key.compareTo(newest) <= 0
                && store.get().view().find(key) != null;
    }

    private Entry ignoreEntry(Key target) {
        if (store.get().view().find(target) == null) {
            throw new LedgerException("There is no entry " + target.text(codec.layout()) + " to ignore");
        }
        EntryCursor cursor = store.get().view().from(Key.firstAt(target.time()));
        long lowest = cursor.advance() ? cursor.entry().key().counter() : target.counter();
        lowest = Math.min(lowest, lowestCounters.getOrDefault(target.time(), lowest));
        Key key = ownKeys.ignoring(target, lowest);
        lowestCounters.put(target.time(), key.counter());
        return codec.seal(key, Entry.IGNORE_TYPE, Fields.of(Map.of(Entry.IGNORE_REF, target.text(codec.layout()))));
    }

    private void checkOwn(Request request, Entry entry, Source source) {
        if (authorization.decide(entry, Movement.INSERT, source) instanceof Decision.Refused refused) {
            refusals.count(Movement.INSERT, source, refused.reason());
            refuse(request, new RefusedException(entry.type(), refused.reason()));
            return;
        }
        add(entry);
        waiting.add(new Waiting(request, arrivals.size() - 1, arrivals.size(), 0, Map.of(), null));
    }

    private void checkForeign(Request.Insert insert) {
        int from = arrivals.size();
        long known = 0;
        Map<String, Long> refused = new TreeMap<>();
        for (Entry entry : insert.wanted()) {
            if (authorization.decide(entry, Movement.INSERT, insert.source()) instanceof Decision.Refused no) {
                refusals.count(Movement.INSERT, insert.source(), no.reason());
                refused.merge(no.reason(), 1L, Long::sum);
            } else if (ids.contains(entry.id()) || store.get().probe(entry) == Insertion.KNOWN) {
                known++;
            } else {
                add(entry);
            }
        }
        waiting.add(new Waiting(insert, from, arrivals.size(), known, refused, null));
    }

    private void add(Entry entry) {
        ids.add(entry.id());
        arrivals.add(new Arrival(nowMs, entry));
        ownKeys.seen(entry.key(), nowMs / 1000);
    }

    /** What the journal must hold before anything else happens. */
    List<Arrival> arrivals() {
        return arrivals;
    }

    /** The lowest key whose applied entry is another one now, or null. */
    @Nullable Key lowestChange() {
        return lowestChange;
    }

    /** How many entries the journal must take. */
    int size() {
        return arrivals.size();
    }

    /**
     * Inserts what the journal holds from a position on. May be called again after the store was mended, which inserts the
     * entries itself.
     */
    Group insert(long first) {
        Insertion[] made = new Insertion[arrivals.size()];
        for (int i = 0; i < made.length; i++) {
            Entry entry = arrivals.get(i).entry();
            made[i] = store.get().insert(entry, first + i);
            boolean changes = made[i] == Insertion.ADDED || made[i] == Insertion.EQUIVOCAL_APPLIED;
            if (changes && (lowestChange == null || entry.key().compareTo(lowestChange) < 0)) {
                lowestChange = entry.key();
            }
        }
        insertions = made;
        firstPosition = first;
        return this;
    }

    /** Nothing of the group could be kept, or nobody knows. */
    void fail(Throwable why) {
        waiting.replaceAll(one -> one.problem != null || one.request instanceof Request.Run
                ? one
                : new Waiting(one.request, one.from, one.to, one.known, one.refused, why));
    }

    /** Tells everybody. Called once, by any thread, after everything else. */
    void acknowledge() {
        waiting.forEach(this::acknowledge);
    }

    private void acknowledge(Waiting one) {
        if (one.problem != null) {
            one.request.fail(one.problem);
            return;
        }
        switch (one.request) {
            case Request.Append append -> append.done().complete(appended(one));
            case Request.Ignore ignore -> ignore.done().complete(appended(one));
            case Request.Insert insert -> insert.done().complete(inserted(one));
            case Request.Run run -> run.done().complete(null);
        }
    }

    private Appended appended(Waiting one) {
        return new Appended(arrivals.get(one.from).entry(), firstPosition + one.from);
    }

    private Inserted inserted(Waiting one) {
        long equivocal = 0;
        for (int i = one.from; i < one.to; i++) {
            if (insertions[i] == Insertion.EQUIVOCAL_APPLIED || insertions[i] == Insertion.EQUIVOCAL_SHADOWED) {
                equivocal++;
            }
        }
        return new Inserted(one.to - one.from - equivocal, one.known, equivocal, one.refused);
    }
}

package io.ledgerstone.host.addons;

import io.ledgerstone.addon.AddonEngine;
import io.ledgerstone.addon.AddonHost;
import io.ledgerstone.addon.AddonInstance;
import io.ledgerstone.addon.AddonLimits;
import io.ledgerstone.addon.AddonSource;
import io.ledgerstone.addon.CallOutcome;
import io.ledgerstone.addon.LoadOutcome;
import io.ledgerstone.addon.Registrations.Handlers;
import io.ledgerstone.host.HostException;
import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.Query;
import io.ledgerstone.ledger.codec.StateDigest;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.InvalidEntryException;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.Sha256;
import io.ledgerstone.ledger.entry.Value;
import io.ledgerstone.ledger.replay.Replay;
import io.ledgerstone.ledger.replay.ReplaySource;
import io.ledgerstone.ledger.replay.ReplayStatus;
import io.ledgerstone.ledger.sync.StateHash;
import io.ledgerstone.ledger.sync.StatePoint;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One replay of a fresh copy of an addon through one moment of a ledger, with a stop at some positions. Confined to one thread,
 * which needs a stack of {@link AddonRunner#STACK_BYTES}.
 */
final class PointReplay {
    private final AddonEngine engine;
    private final AddonSource source;
    private final AddonHost host;
    private final AddonLimits limits;

    PointReplay(AddonEngine engine, AddonSource source, AddonHost host, AddonLimits limits) {
        this.engine = engine;
        this.source = source;
        this.host = host;
        this.limits = limits;
    }

    /**
     * What it gave.
     *
     * @param points one for each position
     * @param state the state at the last position
     */
    record Result(List<StatePoint> points, Value state) {}

    /**
     * Replays up to the last of these positions, which ascend; positions after the last entry count as after it.
     *
     * @throws HostException if the addon does not come so far
     */
    Result run(Ledger ledger, List<Long> positions) {
        return switch (engine.load(source, host, limits)) {
            case LoadOutcome.Failed(var error) -> throw stopped("it does not load: " + error);
            case LoadOutcome.Loaded(AddonInstance instance) -> {
                try (instance;
                        Stream<Entry> entries = ledger.entries(Query.ALL)) {
                    yield run(instance, ledger, entries.iterator(), positions);
                }
            }
        };
    }

    private Result run(AddonInstance instance, Ledger ledger, Iterator<Entry> all, List<Long> positions) {
        Handlers handlers = instance.registrations().ledgers().get(ledger.name());
        if (handlers == null) {
            throw stopped("it does not use the ledger " + ledger.name());
        }
        OneMoment moment = new OneMoment(all);
        AddonProjection projection = new AddonProjection(instance, ledger.name(), handlers, used -> used);
        if (projection.reset().error() != null) {
            throw stopped("its init fails");
        }
        Replay replay = new Replay(ledger.layout(), moment, projection);
        List<StatePoint> points = new ArrayList<>();
        Value state = Value.NIL;
        for (long position : positions) {
            ReplayStatus status = replay.status();
            while (status.processed() < position && status.phase() == ReplayStatus.Phase.BEHIND) {
                status = replay.catchUp(position - status.processed());
                if (status.failure() != null || status.restarts() > 0) {
                    throw stopped("a handler fails before entry " + position + ": " + status.failure());
                }
            }
            state = state(instance, ledger.name());
            points.add(new StatePoint(
                    position, status.position(), moment.entriesBefore(status.processed()), digest(state)));
        }
        return new Result(points, state);
    }

    private Value state(AddonInstance instance, String ledger) {
        return switch (instance.state(ledger)) {
            case CallOutcome.Returned(Value value) -> value;
            case CallOutcome.Failed(var error) -> throw stopped("its state cannot be read: " + error);
        };
    }

    private StateHash digest(Value state) {
        try {
            return StateHash.parse(StateDigest.of(state));
        } catch (InvalidEntryException e) {
            throw stopped("its state has no digest: " + e.getMessage());
        }
    }

    private HostException stopped(String why) {
        return new HostException(source.name() + " cannot be replayed afresh: " + why);
    }

    /** One moment of a ledger, read once from the start; hashes the ids of what was read. */
    private static final class OneMoment implements ReplaySource, ReplaySource.Window, Iterator<Entry> {
        private final Iterator<Entry> all;
        private final MessageDigest ids = Sha256.begin();
        private @Nullable Entry next;
        private @Nullable Entry held;
        private long pulled;
        private boolean begun;

        OneMoment(Iterator<Entry> all) {
            this.all = all;
            advance();
        }

        @Override
        public Window window() {
            return this;
        }

        @Override
        public @Nullable Key lowestChange() {
            return null;
        }

        @Override
        public long count() {
            // Nobody asks how far there is to go.
            return pulled;
        }

        @Override
        public Iterator<Entry> after(@Nullable Key key) {
            // A replay that begins anew has failed, and what it would do then is of no interest.
            Iterator<Entry> entries = begun ? Collections.emptyIterator() : this;
            begun = true;
            return entries;
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Entry next() {
            Entry taken = next;
            if (taken == null) {
                throw new NoSuchElementException();
            }
            fold();
            held = taken;
            pulled++;
            advance();
            return taken;
        }

        /** Of the entries of one key the first one counts. */
        private void advance() {
            Entry last = next;
            do {
                next = all.hasNext() ? all.next() : null;
            } while (next != null && last != null && next.key().equals(last.key()));
        }

        private void fold() {
            Entry entry = held;
            if (entry != null) {
                ids.update(ByteBuffer.allocate(16)
                        .putLong(entry.id().high())
                        .putLong(entry.id().low())
                        .flip());
                held = null;
            }
        }

        /** The hash over the ids of the first entries; the replay holds at most one that it has not processed. */
        StateHash entriesBefore(long processed) {
            if (pulled == processed) {
                fold();
            }
            return StateHash.of(Sha256.copyOf(ids).digest());
        }
    }
}

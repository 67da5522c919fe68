package io.ledgerstone.ledger.replay;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyAdler;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.replay.ReplayStatus.Phase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The fold of one ledger through one projection, taken in steps.
 *
 * <table>
 * <caption>Transitions</caption>
 * <tr><th>from</th><th>on</th><th>to</th></tr>
 * <tr><td>any</td><td>an entry at or before the position is new or changed</td><td>restart: BEHIND at the start</td></tr>
 * <tr><td>BEHIND</td><td>the last entry is applied</td><td>CURRENT</td></tr>
 * <tr><td>CURRENT</td><td>entries after the position</td><td>BEHIND</td></tr>
 * <tr><td>BEHIND</td><td>a handler fails at entry x</td><td>restart: BEHIND at the start, bound for x</td></tr>
 * <tr><td>BEHIND, bound for x</td><td>x is next</td><td>STOPPED, with the state of the entries before x and no more</td></tr>
 * <tr><td>any</td><td>{@link #restart}</td><td>restart: BEHIND at the start, bound for nothing</td></tr>
 * </table>
 *
 * <p>A failure is forgotten as soon as an entry at or before x is new or changed: an ignore entry for x is a fix. The result of a
 * replay is a function of the entries alone, never of how steps are cut. Stepped by one thread at a time; {@link #status()} may
 * be read by any.
 */
public final class Replay {
    private static final int BATCH_MAX = 4096;

    private final KeyLayout layout;
    private final ReplaySource source;
    private final Projection projection;
    private final List<ReplayListener> listeners = new CopyOnWriteArrayList<>();
    private final List<Entry> batch = new ArrayList<>(BATCH_MAX);
    private final Map<String, Long> parked = new HashMap<>();

    private IgnoreFilter ignores;
    private KeyAdler hash;
    private ReplaySource.@Nullable Window window;
    private Iterator<Entry> ahead = Collections.emptyIterator();
    private @Nullable Entry next;
    private @Nullable Key position;
    private long processed;
    private long restarts;
    private boolean begun;
    private boolean interrupted;
    private @Nullable HandlerFailure failure;
    private volatile ReplayStatus status;

    /** A replay that has not begun. */
    public Replay(KeyLayout layout, ReplaySource source, Projection projection) {
        this.layout = layout;
        this.source = source;
        this.projection = projection;
        ignores = new IgnoreFilter(layout);
        hash = new KeyAdler(layout);
        status = new ReplayStatus(Phase.BEHIND, 0, 0, 0, null, Map.of(), 0, null);
    }

    /** Adds someone to hear what happens. */
    public void listen(ReplayListener listener) {
        listeners.add(listener);
    }

    /** Where the replay stood after its last step. Any thread. */
    public ReplayStatus status() {
        return status;
    }

    /** Goes back to the start and forgets any failure, for instance because the handlers are others now. */
    public void restart(String reason) {
        failure = null;
        toStart(reason);
        publish(Phase.BEHIND);
    }

    /** Steps until there is nothing to do, or {@code entriesMax} entries were processed. */
    public ReplayStatus catchUp(long entriesMax) {
        long left = entriesMax;
        while (left > 0) {
            long before = processed;
            Phase phase = step((int) Math.min(left, BATCH_MAX)).phase();
            if (phase != Phase.BEHIND) {
                break;
            }
            left -= Math.max(1, processed - before);
        }
        return status;
    }

    /**
     * Processes at most {@code entriesMax} entries, at least one if there is one to process. If the source or the projection
     * throws, nobody knows what the state holds: the next step begins at the start.
     */
    public ReplayStatus step(int entriesMax) {
        if (interrupted) {
            window = null;
            toStart("the last step was interrupted");
        }
        interrupted = true;
        ReplayStatus reached = stepped(entriesMax);
        interrupted = false;
        return reached;
    }

    private ReplayStatus stepped(int entriesMax) {
        lookAround();
        if (!begun && !begin()) {
            return publish(Phase.STOPPED);
        }
        gather(Math.clamp(entriesMax, 1, BATCH_MAX));
        Applied applied = batch.isEmpty() ? Applied.all(0) : projection.apply(batch);
        HandlerError error = applied.error();
        if (error != null) {
            fail(new HandlerFailure(batch.get(applied.count()), error));
            return publish(Phase.BEHIND);
        }
        publish(next == null ? Phase.CURRENT : isStop(next) ? Phase.STOPPED : Phase.BEHIND);
        if (!batch.isEmpty()) {
            listeners.forEach(listener -> listener.stateChanged(status));
        }
        return status;
    }

    /** Takes the newest window. What changed behind the position, or at the entry that failed, undoes everything. */
    private void lookAround() {
        ReplaySource.Window newest = source.window();
        if (newest.equals(window)) {
            return;
        }
        window = newest;
        Key change = newest.lowestChange();
        Key reached =
                failure != null && failure.entry() != null ? failure.entry().key() : position;
        if (change != null && reached != null && change.compareTo(reached) <= 0) {
            failure = null;
            toStart("an entry arrived at " + change.text(layout) + ", and " + reached.text(layout)
                    + " was replayed already");
        } else {
            seek();
        }
    }

    private void seek() {
        ahead = Objects.requireNonNull(window).after(position);
        pull();
    }

    private void pull() {
        next = ahead.hasNext() ? ahead.next() : null;
    }

    private boolean begin() {
        if (failure != null && failure.entry() == null) {
            return false;
        }
        HandlerError error = projection.reset().error();
        if (error != null) {
            announce(new HandlerFailure(null, error));
            return false;
        }
        begun = true;
        return true;
    }

    private void gather(int entriesMax) {
        batch.clear();
        for (int i = 0; i < entriesMax && next != null && !isStop(next); i++) {
            Entry entry = next;
            position = entry.key();
            hash.add(position);
            processed++;
            if (ignores.passes(entry)) {
                if (projection.wants(entry.type())) {
                    batch.add(entry);
                } else {
                    parked.merge(entry.type(), 1L, Long::sum);
                }
            }
            pull();
        }
    }

    private boolean isStop(Entry entry) {
        return failure != null && entry.equals(failure.entry());
    }

    private void fail(HandlerFailure newFailure) {
        toStart("the " + newFailure);
        announce(newFailure);
    }

    private void announce(HandlerFailure newFailure) {
        failure = newFailure;
        listeners.forEach(listener -> listener.handlerFailed(newFailure));
    }

    private void toStart(String reason) {
        if (begun) {
            restarts++;
            listeners.forEach(listener -> listener.restarted(reason));
        }
        begun = false;
        ignores = new IgnoreFilter(layout);
        hash = new KeyAdler(layout);
        parked.clear();
        position = null;
        processed = 0;
        if (window != null) {
            seek();
        }
    }

    private ReplayStatus publish(Phase phase) {
        long count = window == null ? 0 : window.count();
        status = new ReplayStatus(
                phase, processed, Math.max(0, count - processed), hash.value(), position, parked, restarts, failure);
        return status;
    }
}

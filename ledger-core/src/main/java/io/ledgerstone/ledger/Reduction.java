package io.ledgerstone.ledger;

import io.ledgerstone.ledger.replay.Reducer;
import io.ledgerstone.ledger.replay.Replay;
import io.ledgerstone.ledger.replay.ReplayListener;
import io.ledgerstone.ledger.replay.ReplayStatus;
import io.ledgerstone.ledger.replay.ReplayStatus.Phase;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A state that follows its ledger by itself, made by {@link Ledger#reduce}. All methods may be called by any thread, but not from
 * inside a handler.
 *
 * @param <S> the state
 */
public final class Reduction<S> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reduction.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Bell bell = new Bell();
    private final Reducer.Fold<S> fold;
    private final Replay replay;
    private final ReplayPace pace;
    private final Runnable leave;

    Reduction(Reducer.Fold<S> fold, Replay replay, ReplayPace pace, Runnable leave) {
        this.fold = fold;
        this.replay = replay;
        this.pace = pace;
        this.leave = leave;
    }

    void start(String name) {
        Thread.ofPlatform().name("reduction " + name).daemon().start(this::run);
    }

    void wake() {
        bell.ring();
    }

    private void run() {
        while (bell.await()) {
            while (!bell.isClosed() && step() == Phase.BEHIND) {
                bell.pause(pace.intervalMs());
            }
        }
    }

    /** A disk that fails must not end the thread: the next entry finds it there. */
    private Phase step() {
        lock.lock();
        try {
            return replay.step(pace.batchMax()).phase();
        } catch (RuntimeException | Error e) {
            LOG.warn("A reduction could not go on and waits for the next entry", e);
            return Phase.STOPPED;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Processes at most {@code entriesMax} entries now, on this thread, without pauses. Afterwards the state holds every entry
     * that was acknowledged before the call, unless the limit came first or a handler failed.
     */
    public ReplayStatus catchUp(long entriesMax) {
        lock.lock();
        try {
            return replay.catchUp(entriesMax);
        } finally {
            lock.unlock();
        }
    }

    /** Catches up, then reads the state. The function must not keep the state or change it. */
    public <R> R read(Function<? super S, R> reading) {
        lock.lock();
        try {
            replay.catchUp(Long.MAX_VALUE);
            return reading.apply(fold.state());
        } finally {
            lock.unlock();
        }
    }

    /** Replays from the start, for instance after a handler's failure was mended. */
    public void restart() {
        lock.lock();
        try {
            replay.restart("it was asked for");
        } finally {
            lock.unlock();
        }
        wake();
    }

    /** Where it stands. */
    public ReplayStatus status() {
        return replay.status();
    }

    /** Adds someone to hear what happens to it. */
    public void listen(ReplayListener listener) {
        replay.listen(listener);
    }

    /** Stops following the ledger. */
    @Override
    public void close() {
        leave.run();
        bell.close();
    }
}

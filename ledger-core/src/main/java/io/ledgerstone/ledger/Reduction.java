package io.ledgerstone.ledger;

import io.ledgerstone.ledger.replay.Reducer;
import io.ledgerstone.ledger.replay.Replay;
import io.ledgerstone.ledger.replay.ReplayListener;
import io.ledgerstone.ledger.replay.ReplayStatus;
import io.ledgerstone.ledger.replay.ReplayStatus.Phase;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * A state that follows its ledger by itself, made by {@link Ledger#reduce}. All methods may be called by any thread, but not from
 * inside a handler.
 *
 * @param <S> the state
 */
public final class Reduction<S> implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Reducer.Fold<S> fold;
    private final Replay replay;
    private final ReplayPace pace;
    private final Runnable leave;
    private boolean awake = true;
    private boolean closed;

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
        lock.lock();
        try {
            awake = true;
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (true) {
            lock.lock();
            try {
                while (!awake && !closed) {
                    work.awaitUninterruptibly();
                }
                if (closed) {
                    return;
                }
                awake = replay.step(pace.batchMax()).phase() == Phase.BEHIND;
                if (awake && pace.intervalMs() > 0) {
                    work.await(pace.intervalMs(), TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException e) {
                return;
            } finally {
                lock.unlock();
            }
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
        lock.lock();
        try {
            closed = true;
            work.signal();
        } finally {
            lock.unlock();
        }
    }
}

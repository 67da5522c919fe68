package io.ledgerstone.host.addons;

import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What waits for a thread: tasks in order, and, when there are none, the duty it goes on with whenever it is woken. */
final class Mailbox {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private boolean awake;
    private boolean closed;

    /** What became of a task. */
    enum Posted {
        /** It will be done, or run after the end. */
        ACCEPTED,
        /** Too many wait already. */
        FULL,
        /** The thread is ending. */
        CLOSED
    }

    /** Adds a task unless so many wait already. */
    Posted post(Runnable task, int tasksMax) {
        lock.lock();
        try {
            if (closed) {
                return Posted.CLOSED;
            }
            if (tasks.size() >= tasksMax) {
                return Posted.FULL;
            }
            tasks.add(task);
            work.signal();
            return Posted.ACCEPTED;
        } finally {
            lock.unlock();
        }
    }

    /** There may be something to do for the duty. */
    void wake() {
        lock.lock();
        try {
            awake = true;
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The next task, or the duty if it was woken and nothing else is to be done; null at the end. Waits. */
    @Nullable Runnable next(Runnable duty) {
        lock.lock();
        try {
            while (!closed && tasks.isEmpty() && !awake) {
                work.awaitUninterruptibly();
            }
            if (closed) {
                return null;
            }
            Runnable task = tasks.poll();
            if (task != null) {
                return task;
            }
            awake = false;
            return duty;
        } finally {
            lock.unlock();
        }
    }

    /** Waits, unless a task comes. */
    void rest(long ms) {
        lock.lock();
        try {
            long leftNanos = ms * 1_000_000;
            while (leftNanos > 0 && tasks.isEmpty() && !closed) {
                leftNanos = work.awaitNanos(leftNanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Lets no more in, and ends the thread after what it is doing. */
    void close() {
        lock.lock();
        try {
            closed = true;
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Runs what still waits, for those who wait for it to be told. */
    void drain() {
        lock.lock();
        try {
            tasks.forEach(Runnable::run);
            tasks.clear();
        } finally {
            lock.unlock();
        }
    }
}

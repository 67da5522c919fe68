package io.ledgerstone.ledger;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one thread sleep until there may be something to do. Ringing is never lost, and ringing twice is ringing once. */
final class Bell {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean rung = true;
    private boolean closed;

    /** There may be something to do. Returns at once. */
    void ring() {
        lock.lock();
        try {
            rung = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the bell was rung since the last wait; false if it is closed. */
    boolean await() {
        lock.lock();
        try {
            while (!rung && !closed) {
                changed.awaitUninterruptibly();
            }
            rung = false;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a time, or until the bell is closed. */
    void pause(long ms) {
        lock.lock();
        try {
            long nanosLeft = TimeUnit.MILLISECONDS.toNanos(ms);
            while (nanosLeft > 0 && !closed) {
                nanosLeft = changed.awaitNanos(nanosLeft);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Ends every wait, now and later. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether it was closed. */
    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }
}

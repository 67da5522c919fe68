package io.ledgerstone.ledger;

import io.ledgerstone.ledger.Authorization.Decision;
import io.ledgerstone.ledger.Authorization.Movement;
import io.ledgerstone.ledger.journal.Journal;
import io.ledgerstone.ledger.journal.JournalReader;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A reader of the journal from a position to its end and then live, without a gap in between: both come from the same reader.
 * Entries that may not be sent to the subscriber are left out and counted.
 */
public final class Subscription implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Source to;
    private final Subscriber subscriber;
    private final Authorization authorization;
    private final Refusals refusals;
    private boolean awake = true;
    private volatile boolean closed;
    private volatile long position;

    Subscription(long from, Source to, Subscriber subscriber, Authorization authorization, Refusals refusals) {
        position = from;
        this.to = to;
        this.subscriber = subscriber;
        this.authorization = authorization;
        this.refusals = refusals;
    }

    void start(Journal journal, Runnable leave) {
        JournalReader reader = journal.read(position);
        Thread.ofVirtual().name("subscription of " + to).start(() -> {
            try (reader) {
                run(reader);
            } catch (RuntimeException e) {
                if (!closed) {
                    subscriber.ended(e);
                }
            } finally {
                closed = true;
                leave.run();
            }
        });
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

    private void run(JournalReader reader) {
        while (!closed) {
            awaitWork();
            while (!closed && reader.advance()) {
                deliver(new Delivery(
                        reader.position(),
                        reader.arrival().receivedMs(),
                        reader.arrival().entry()));
            }
        }
    }

    private void awaitWork() {
        lock.lock();
        try {
            while (!awake && !closed) {
                work.awaitUninterruptibly();
            }
            awake = false;
        } finally {
            lock.unlock();
        }
    }

    private void deliver(Delivery delivery) {
        Decision decision = authorization.decide(delivery.entry(), Movement.SEND, to);
        if (decision instanceof Decision.Refused refused) {
            refusals.count(Movement.SEND, to, refused.reason());
        } else {
            subscriber.take(delivery);
        }
        position = delivery.position() + 1;
    }

    /** The position after the last entry that was taken: where to go on after a restart. */
    public long position() {
        return position;
    }

    /** Stops; at most one delivery is still under way. */
    @Override
    public void close() {
        closed = true;
        wake();
    }
}

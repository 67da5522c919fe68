package io.ledgerstone.ledger;

import io.ledgerstone.ledger.Authorization.Decision;
import io.ledgerstone.ledger.Authorization.Movement;
import io.ledgerstone.ledger.journal.Journal;
import io.ledgerstone.ledger.journal.JournalReader;

/**
 * A reader of the journal from a position to its end and then live, without a gap in between: both come from the same reader.
 * Entries that may not be sent to the subscriber are left out and counted.
 */
public final class Subscription implements AutoCloseable {
    private final Bell bell = new Bell();
    private final Source to;
    private final Subscriber subscriber;
    private final Authorization authorization;
    private final Refusals refusals;
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
                if (!bell.isClosed()) {
                    subscriber.ended(e);
                }
            } finally {
                bell.close();
                leave.run();
            }
        });
    }

    void wake() {
        bell.ring();
    }

    private void run(JournalReader reader) {
        while (bell.await()) {
            while (!bell.isClosed() && reader.advance()) {
                deliver(new Delivery(
                        reader.position(),
                        reader.arrival().receivedMs(),
                        reader.arrival().entry()));
            }
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
        bell.close();
    }
}

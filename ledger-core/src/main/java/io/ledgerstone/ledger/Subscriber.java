package io.ledgerstone.ledger;

import org.slf4j.LoggerFactory;

/** Who follows a ledger's journal. Called on one thread, one entry after another; may block, which holds up nobody else. */
@FunctionalInterface
public interface Subscriber {
    /** Takes the next entry in journal order. An exception ends the subscription. */
    void take(Delivery delivery);

    /** The subscription ended for a reason other than {@link Subscription#close()}. */
    default void ended(Throwable why) {
        LoggerFactory.getLogger(Subscriber.class).warn("A subscription ended", why);
    }
}

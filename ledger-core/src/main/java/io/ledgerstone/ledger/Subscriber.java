package io.ledgerstone.ledger;

/** Who follows a ledger's journal. Called on one thread, one entry after another; may block, which holds up nobody else. */
@FunctionalInterface
public interface Subscriber {
    /** Takes the next entry in journal order. An exception ends the subscription. */
    void take(Delivery delivery);

    /** The subscription ended for a reason other than {@link Subscription#close()}. */
    default void ended(Throwable why) {
        System.getLogger(Subscriber.class.getName()).log(System.Logger.Level.WARNING, "A subscription ended", why);
    }
}

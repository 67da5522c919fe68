package io.ledgerstone.simulation;

import io.ledgerstone.ledger.Delivery;
import io.ledgerstone.simulation.Broken.Invariant;
import java.util.stream.Stream;

/**
 * A program that follows a host's journal and writes down after each entry how far it is. It outlives the host: a game client on
 * another machine.
 */
final class Window {
    private long deliveredTo;
    private long cursor;

    /** The host has started again. */
    void resume(HostLedger guild, Wiring wiring) {
        cursor = wiring.cursor(cursor, guild.seenTo());
        guild.require(
                cursor <= deliveredTo,
                Invariant.FOLLOWED_WITHOUT_A_GAP,
                "is followed from " + cursor + " after " + deliveredTo);
        try (Stream<Delivery> deliveries = guild.ledger().arrivals(cursor)) {
            deliveries.forEach(delivery -> cursor = delivery.position() + 1);
        }
        followed(Math.max(deliveredTo, cursor));
    }

    /** It has taken everything up to a position. */
    void followed(long position) {
        deliveredTo = position;
        cursor = position;
    }
}

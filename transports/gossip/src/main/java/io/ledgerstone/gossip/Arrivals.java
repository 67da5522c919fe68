package io.ledgerstone.gossip;

import io.ledgerstone.ledger.Delivery;
import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.Registration;
import io.ledgerstone.ledger.entry.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A ledger's journal from where it was when the mesh began, read on as it grows: whatever is in it is durable, and each entry comes
 * once, whoever wrote it. Confined to the mesh's thread, but for the waking.
 */
final class Arrivals implements AutoCloseable {
    private final Ledger ledger;
    private final Registration registration;
    private long position;

    /**
     * Begins at the journal's end.
     *
     * @param grown called on the ledger's thread whenever there is more; must return at once
     */
    Arrivals(Ledger ledger, Runnable grown) {
        this.ledger = ledger;
        position = ledger.status().journalEnd();
        registration = ledger.whenGrown(grown);
    }

    /** What came since the last call, at most so many; fewer means that there is no more now. */
    List<Entry> next(int max) {
        List<Entry> entries = new ArrayList<>();
        try (Stream<Delivery> arrivals = ledger.arrivals(position)) {
            arrivals.limit(max).forEach(delivery -> {
                entries.add(delivery.entry());
                position = delivery.position() + 1;
            });
        }
        return entries;
    }

    @Override
    public void close() {
        registration.close();
    }
}

package io.ledgerstone.ledger;

import java.util.Map;
import java.util.TreeMap;

/**
 * What became of entries that came from elsewhere; whatever counts as added or equivocal is durable.
 *
 * @param added new entries
 * @param known entries the ledger had already
 * @param equivocal new entries whose key the ledger had with other content; kept, and reported
 * @param refused entries the {@link Authorization} refused, by reason
 */
public record Inserted(long added, long known, long equivocal, Map<String, Long> refused) {
    /** Nothing yet. */
    public static final Inserted NONE = new Inserted(0, 0, 0, Map.of());

    /** Copies the map. */
    public Inserted {
        refused = Map.copyOf(refused);
    }

    /** The two together. */
    public Inserted plus(Inserted other) {
        Map<String, Long> sum = new TreeMap<>(refused);
        other.refused.forEach((reason, count) -> sum.merge(reason, count, Long::sum));
        return new Inserted(added + other.added, known + other.known, equivocal + other.equivocal, sum);
    }
}

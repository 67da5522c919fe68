package io.ledgerstone.gossip.protocol;

import io.ledgerstone.ledger.entry.Entry;
import java.util.List;

/**
 * Entries that came by gossip and are to be inserted.
 *
 * @param ledger the ledger
 * @param entries the entries; whether they may be inserted is not decided yet
 * @param seals entries that vouch for them
 * @param from the peer they came from
 * @param path the first nodes they came through, this one not among them
 * @param hops how many links they came over
 * @param originMs when the first node sent them, by its own clock
 */
public record Insertion(
        String ledger,
        List<Entry> entries,
        List<Entry> seals,
        String from,
        List<Integer> path,
        int hops,
        long originMs) {
    /** Copies the lists. */
    public Insertion {
        entries = List.copyOf(entries);
        seals = List.copyOf(seals);
        path = List.copyOf(path);
    }
}

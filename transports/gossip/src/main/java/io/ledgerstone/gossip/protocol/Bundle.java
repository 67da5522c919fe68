package io.ledgerstone.gossip.protocol;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import java.util.List;

/**
 * Entries of one ledger that travel together.
 *
 * @param ledger the ledger
 * @param entries the entries
 * @param seals entries that vouch for them
 * @param path the first nodes they came through, this one the last
 * @param hops how many links they have come over when they are sent on
 * @param originMs when the first node sent them, by its own clock
 */
record Bundle(String ledger, List<Entry> entries, List<Entry> seals, List<Integer> path, int hops, long originMs) {
    Bundle {
        entries = List.copyOf(entries);
        seals = List.copyOf(seals);
        path = List.copyOf(path);
    }

    static int bytes(Entry entry) {
        return EntryCodec.body(entry).length + 32;
    }

    int bytes() {
        return entries.stream().mapToInt(Bundle::bytes).sum()
                + seals.stream().mapToInt(Bundle::bytes).sum();
    }
}

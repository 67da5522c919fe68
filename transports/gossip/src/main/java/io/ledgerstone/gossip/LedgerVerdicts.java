package io.ledgerstone.gossip;

import io.ledgerstone.ledger.sync.PeerVerdict;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How one shared ledger stands to the copies of the peers that are up.
 *
 * @param name the ledger
 * @param entries how many entries our copy has, shadowed ones included
 * @param peers the verdicts by the peers' names
 * @param nowMs now, by the clock of the verdicts
 */
public record LedgerVerdicts(String name, long entries, SortedMap<String, PeerVerdict> peers, long nowMs) {
    /** Copies the map. */
    public LedgerVerdicts {
        peers = Collections.unmodifiableSortedMap(new TreeMap<>(peers));
    }
}

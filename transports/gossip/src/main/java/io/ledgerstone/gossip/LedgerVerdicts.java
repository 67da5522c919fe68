package io.ledgerstone.gossip;

import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.sync.PeerVerdict;
import io.ledgerstone.ledger.sync.StateVerdict;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How one shared ledger stands to the copies of the peers that are up.
 *
 * @param name the ledger
 * @param layout its keys
 * @param entries how many entries our copy has, shadowed ones included
 * @param peers the verdicts by the peers' names
 * @param states how what addons made of it stands to what theirs made, by the peers' names, then by addon
 * @param nowMs now, by the clock of the verdicts
 */
public record LedgerVerdicts(
        String name,
        KeyLayout layout,
        long entries,
        SortedMap<String, PeerVerdict> peers,
        SortedMap<String, SortedMap<String, StateVerdict>> states,
        long nowMs) {
    /** Copies the maps. */
    public LedgerVerdicts {
        peers = Collections.unmodifiableSortedMap(new TreeMap<>(peers));
        states = Collections.unmodifiableSortedMap(new TreeMap<>(states));
    }
}

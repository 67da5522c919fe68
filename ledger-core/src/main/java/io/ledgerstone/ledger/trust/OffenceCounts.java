package io.ledgerstone.ledger.trust;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How often which peer sent what it should not have. Confined to its guard's lock. */
final class OffenceCounts {
    /** Peers counted by name; what others send is counted together. */
    static final int PEERS_MAX = 1_024;

    static final String OTHERS = "others";

    private final Map<String, EnumMap<Offence, Long>> peers = new HashMap<>();

    void count(String peer, Offence offence) {
        boolean room = peers.containsKey(peer) || peers.size() < PEERS_MAX;
        peers.computeIfAbsent(room ? peer : OTHERS, name -> new EnumMap<>(Offence.class))
                .merge(offence, 1L, Long::sum);
    }

    SortedMap<String, Map<Offence, Long>> copy() {
        SortedMap<String, Map<Offence, Long>> copy = new TreeMap<>();
        peers.forEach((peer, counts) -> copy.put(peer, Collections.unmodifiableMap(new EnumMap<>(counts))));
        return Collections.unmodifiableSortedMap(copy);
    }
}

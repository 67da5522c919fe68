package io.ledgerstone.ledger.sync.libeventsourcing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Who was heard on the channel, and what is remembered about each. */
final class Peers {
    private final LinkedHashMap<String, PeerRecord> records = new LinkedHashMap<>(16, 0.75F, true);

    /** The record of a peer; the one silent for longest makes room for a new one. */
    PeerRecord of(String name) {
        PeerRecord record = records.computeIfAbsent(name, unknown -> new PeerRecord());
        if (records.size() > DialectLimits.PEERS_MAX) {
            records.pollFirstEntry();
        }
        return record;
    }

    SortedMap<String, PeerReport> reports() {
        SortedMap<String, PeerReport> reports = new TreeMap<>();
        for (Map.Entry<String, PeerRecord> peer : records.entrySet()) {
            reports.put(peer.getKey(), peer.getValue().report());
        }
        return reports;
    }
}

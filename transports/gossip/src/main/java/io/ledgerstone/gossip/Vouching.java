package io.ledgerstone.gossip;

import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.trust.Seal;
import io.ledgerstone.ledger.trust.Sealer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Seals what this host has written, and what others would refuse otherwise. Confined to the mesh's thread. */
final class Vouching {
    private static final int NEEDY_MAX = 100_000;

    /**
     * How long seals that came with entries wait for company on their way to the disk. They are in effect already, and what a crash
     * takes of them the sync of seals brings again; so the entries need not wait behind them.
     */
    private static final long KEEP_MS = 50;

    private static final int KEEP_MAX = 256;

    private final GroupTrust trust;
    private final Sealer sealer = new Sealer();
    private final Map<EntryId, Entry> waiting = new HashMap<>();
    private List<Entry> received = new ArrayList<>();
    private long keepMs = Long.MAX_VALUE;

    Vouching(GroupTrust trust) {
        this.trust = trust;
    }

    /**
     * A seal, and what it covers.
     *
     * @param ledger the ledger of the entries
     * @param seal an entry of the ledger of seals
     * @param entries the entries, if they are new; none if they have been here for long
     */
    record Sealed(String ledger, Entry seal, List<Entry> entries) {}

    /** Entries of this host are on disk. */
    void durable(String ledger, List<Entry> own, long nowMs) {
        own.forEach(entry -> waiting.put(entry.id(), entry));
        sealer.durable(ledger, own.stream().map(Entry::id).toList(), nowMs);
    }

    /** What is sealed now. */
    List<Sealed> tick(long nowMs) {
        sealer.tick(nowMs);
        List<Sealed> all = new ArrayList<>();
        for (Sealer.Batch batch : sealer.drain()) {
            List<Entry> entries = new ArrayList<>();
            for (EntryId id : batch.ids()) {
                Entry entry = waiting.remove(id);
                if (entry != null) {
                    entries.add(entry);
                }
            }
            all.add(new Sealed(batch.ledger(), trust.seal(batch.ledger(), batch.ids()), entries));
        }
        return all;
    }

    long nextTickMs() {
        return Math.min(sealer.nextTickMs(), keepMs);
    }

    /** Seals came with entries; those that are genuine are in effect at once. */
    void received(List<Entry> seals, String sender, long nowMs) {
        received.addAll(trust.genuine(seals, sender));
        if (!received.isEmpty()) {
            keepMs = received.size() >= KEEP_MAX ? nowMs : Math.min(keepMs, nowMs + KEEP_MS);
        }
    }

    /** The seals that are to be kept now; each is handed out once. */
    List<Entry> toKeep(long nowMs) {
        if (nowMs < keepMs) {
            return List.of();
        }
        List<Entry> seals = received;
        received = new ArrayList<>();
        keepMs = Long.MAX_VALUE;
        return seals;
    }

    /** Seals over what is in a ledger and needs one. */
    List<Sealed> needy(Ledger ledger) {
        List<EntryId> ids = trust.needSeals(ledger, NEEDY_MAX);
        List<Sealed> all = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += Seal.IDS_MAX) {
            List<EntryId> batch = ids.subList(from, Math.min(ids.size(), from + Seal.IDS_MAX));
            all.add(new Sealed(ledger.name(), trust.seal(ledger.name(), batch), List.of()));
        }
        return all;
    }
}

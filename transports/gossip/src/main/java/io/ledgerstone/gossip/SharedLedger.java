package io.ledgerstone.gossip;

import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.Source;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.sync.LedgerSync;
import io.ledgerstone.ledger.sync.StateVerdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A ledger that is shared, and which of the entries that reach its journal came by the mesh: all others are the host's own, to be
 * vouched for and sent. Confined to the mesh's thread.
 */
final class SharedLedger implements AutoCloseable {
    final Ledger ledger;
    final LedgerSync sync;
    final Arrivals arrivals;

    /** Null if no addons are watched. */
    final StateSource.@Nullable Watch watch;

    private final Map<EntryId, Landing> expected = new HashMap<>();

    /** Entries that were handed to the ledger together, and those of them that turned out to be new. */
    static final class Landing {
        final List<Entry> entries;
        final List<Entry> added = new ArrayList<>();

        private Landing(List<Entry> entries) {
            this.entries = entries;
        }
    }

    SharedLedger(Ledger ledger, LedgerSync sync, StateSource.@Nullable Watch watch, Runnable grown) {
        this.ledger = ledger;
        this.sync = sync;
        this.watch = watch;
        arrivals = new Arrivals(ledger, grown);
    }

    String name() {
        return ledger.name();
    }

    /** How it stands to the copies of the peers that are up. */
    LedgerVerdicts verdicts(SortedMap<String, SortedMap<String, StateVerdict>> states, long nowMs) {
        return new LedgerVerdicts(name(), ledger.layout(), sync.advert().total(), sync.verdicts(nowMs), states, nowMs);
    }

    static Source peer(String name) {
        return new Source(Source.Kind.PEER, name);
    }

    /** Entries are about to be inserted that are not the host's own. */
    Landing expect(List<Entry> entries) {
        Landing landing = new Landing(entries);
        entries.forEach(entry -> expected.putIfAbsent(entry.id(), landing));
        return landing;
    }

    /** The landing of an entry that has reached the journal, or null if it is the host's own. */
    @Nullable Landing arrived(Entry entry) {
        Landing landing = expected.remove(entry.id());
        if (landing != null) {
            landing.added.add(entry);
        }
        return landing;
    }

    /** The insert is over: what has not reached the journal will not. */
    void landed(Landing landing) {
        landing.entries.forEach(entry -> expected.remove(entry.id(), landing));
    }

    @Override
    public void close() {
        arrivals.close();
        if (watch != null) {
            watch.close();
        }
    }
}

package io.ledgerstone.simulation;

import io.ledgerstone.ledger.Delivery;
import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.LedgerOptions;
import io.ledgerstone.ledger.Query;
import io.ledgerstone.ledger.Source;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.sync.LedgerSync;
import io.ledgerstone.ledger.sync.SyncPace;
import io.ledgerstone.simulation.Broken.Invariant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** One ledger in one run of a host, and what must hold for it. */
final class HostLedger {
    private static final int CHECKPOINT_BYTES = 24_000;

    private final Life life;
    private final String name;
    private final Shadow shadow;
    private final Ledger ledger;
    private final LedgerSync sync;
    private final Map<EntryId, Landing> expected = new HashMap<>();
    private long seenTo;
    private boolean grown;

    HostLedger(Life life, String name, Shadow shadow, HostTrust trust) {
        this.life = life;
        this.name = name;
        this.shadow = shadow;
        Identity self = life.host().identity();
        LedgerOptions options = LedgerOptions.DEFAULT
                .creator(Identity.REALM, self.creator())
                .authorization(life.wiring().authorization(name, trust.authorization(name)))
                .clock(() -> Instant.ofEpochMilli(life.wallMs()))
                .checkpointBytes(CHECKPOINT_BYTES)
                .threads(life.threads());
        ledger = Ledger.open(life.wiring().disk(life.host().disk(name)), options);
        sync = new LedgerSync(
                name,
                ledger.codec(),
                peer -> life.wiring().index(name, ledger.index(new Source(Source.Kind.PEER, peer))),
                life.chance(),
                SyncPace.DEFAULT);
        trust.learn(name, opened(), true);
        ledger.whenGrown(() -> grown = true);
    }

    Ledger ledger() {
        return ledger;
    }

    LedgerSync sync() {
        return sync;
    }

    Shadow shadow() {
        return shadow;
    }

    /** The journal position up to which it was looked at. */
    long seenTo() {
        return seenTo;
    }

    String name() {
        return name;
    }

    /** What is there after a crash: everything that was there before, and nothing that nobody made. */
    private List<Entry> opened() {
        List<Entry> entries = arrivals();
        Set<EntryId> ids = new HashSet<>();
        entries.forEach(entry -> ids.add(entry.id()));
        for (EntryId id : shadow.all().keySet()) {
            require(ids.contains(id), Invariant.INSERT_ONLY, "lost " + id + " at a restart");
        }
        take(entries);
        List<Entry> applied = ledger.entries(Query.ALL).toList();
        require(
                applied.equals(List.copyOf(shadow.applied().values())),
                Invariant.INSERT_ONLY,
                "the tables have not what the journal has");
        return entries;
    }

    private List<Entry> arrivals() {
        List<Entry> entries = new ArrayList<>();
        try (Stream<Delivery> deliveries = ledger.arrivals(seenTo)) {
            deliveries.forEach(delivery -> {
                entries.add(delivery.entry());
                seenTo = delivery.position() + 1;
            });
        }
        return entries;
    }

    private void take(List<Entry> entries) {
        for (Entry entry : entries) {
            require(
                    life.world().book().has(entry.id()),
                    Invariant.MADE_BY_A_MEMBER,
                    "has " + entry.type() + " " + entry.key() + ", which nobody made");
            shadow.add(entry);
            Landing landing = expected.remove(entry.id());
            if (landing != null) {
                landing.added.add(entry);
            }
        }
    }

    /** Looks at what was published since the last time; answers whether there was anything. */
    List<Entry> look() {
        if (!grown) {
            return List.of();
        }
        grown = false;
        List<Entry> entries = arrivals();
        take(entries);
        long total = ledger.index(Source.LOCAL).total();
        require(total == shadow.size(), Invariant.INSERT_ONLY, "shows " + total + " entries of " + shadow.size());
        sync.grown(life.timerMs());
        return entries;
    }

    /** Entries of a peer that were handed over together, and those of them that turned out to be new. */
    private static final class Landing {
        final List<Entry> added = new ArrayList<>();
    }

    /** What is done when an insert is over. */
    interface Landed {
        void with(List<Entry> added, long refused);
    }

    /** Inserts entries of a peer. */
    void insert(List<Entry> entries, String peer, Landed landed) {
        Landing landing = new Landing();
        entries.forEach(entry -> expected.putIfAbsent(entry.id(), landing));
        life.asked(ledger.insert(entries, new Source(Source.Kind.PEER, peer)).handle((inserted, failure) -> {
            long refused = failure != null
                    ? entries.size()
                    : inserted.refused().values().stream()
                            .mapToLong(Long::longValue)
                            .sum();
            life.guarded(() -> {
                entries.forEach(entry -> expected.remove(entry.id(), landing));
                if (failure == null && refused == 0) {
                    acknowledged(entries);
                }
                landed.with(landing.added, refused);
            });
            return refused;
        }));
    }

    /** Somebody was told that these are kept. */
    void acknowledged(List<Entry> entries) {
        for (Entry entry : entries) {
            require(shadow.has(entry.id()), Invariant.ACKNOWLEDGED_IS_KEPT, "acknowledged " + entry.id() + " unseen");
        }
    }

    void require(boolean holds, Invariant invariant, String what) {
        if (!holds) {
            throw new Broken(invariant, "host " + life.host().label() + ", ledger " + name + ", " + what);
        }
    }
}

package io.ledgerstone.host.channel;

import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.LedgerStatus;
import io.ledgerstone.ledger.Query;
import io.ledgerstone.ledger.Registration;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.WeekDigest;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonLedger;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.WeekHash;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** A ledger of a host as a peer of a channel reads it. What was read is kept until the ledger grows. Confined to one thread. */
final class ChannelLedger implements AddonLedger, AutoCloseable {
    /** Keys with several entries that are looked at; of more, only the applied entries are sent. */
    private static final int EQUIVOCATIONS_MAX = 10_000;

    private static final WeekDigest NOTHING = WeekDigest.builder().build();

    private final Ledger ledger;
    private final AtomicBoolean grown = new AtomicBoolean(true);
    private final AtomicBoolean arrived = new AtomicBoolean();
    private final Registration registration;
    private final SortedMap<Integer, WeekHash> weeks = new TreeMap<>();
    private long total;
    private long stateHash;

    ChannelLedger(Ledger ledger) {
        this.ledger = ledger;
        registration = ledger.whenGrown(() -> {
            grown.set(true);
            arrived.set(true);
        });
    }

    /** Whether something arrived since this was asked last. */
    boolean takeArrived() {
        return arrived.getAndSet(false);
    }

    /** The mark is taken away first: what is published while this reads sets it again. */
    private void refresh() {
        if (!grown.getAndSet(false)) {
            return;
        }
        LedgerStatus status = ledger.status();
        total = status.entries();
        stateHash = status.stateHash();
        weeks.clear();
        ledger.weeks()
                .forEach(week -> weeks.put(
                        week.number(), new WeekHash(week.number(), week.hash(), week.count(), week.digest())));
    }

    @Override
    public long total() {
        refresh();
        return total;
    }

    @Override
    public List<Integer> weekNumbers() {
        refresh();
        return List.copyOf(weeks.keySet());
    }

    @Override
    public WeekHash week(int number) {
        refresh();
        return weeks.getOrDefault(number, new WeekHash(number, 0, 0, NOTHING));
    }

    @Override
    public List<Entry> entries(int week) {
        Set<Key> several = new HashSet<>();
        ledger.equivocations(EQUIVOCATIONS_MAX).stream()
                .filter(key -> key.weekNumber() == week)
                .forEach(several::add);
        List<Entry> all = new ArrayList<>();
        try (Stream<Entry> applied = ledger.entries(Query.ALL.week(week))) {
            applied.forEach(entry -> {
                if (several.contains(entry.key())) {
                    all.addAll(ledger.at(entry.key()));
                } else {
                    all.add(entry);
                }
            });
        }
        return all;
    }

    @Override
    public long stateHash() {
        refresh();
        return stateHash;
    }

    /** None: the hash is of all entries that count, whatever addons have applied. */
    @Override
    public long lag() {
        return 0;
    }

    @Override
    public void close() {
        registration.close();
    }
}

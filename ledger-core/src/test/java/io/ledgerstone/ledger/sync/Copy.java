package io.ledgerstone.ledger.sync;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.Week;
import io.ledgerstone.ledger.entry.WeekDigest;
import io.ledgerstone.ledger.testkit.RandomEntries;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A copy of the ledger {@code test} in memory; it can only grow. */
final class Copy {
    static final EntryCodec CODEC = RandomEntries.CODEC;

    private final NavigableSet<Entry> entries = new TreeSet<>();
    private final Supplier<Expansion> expansion;
    private Predicate<Entry> mayBeSent = entry -> true;

    Copy() {
        this(Expansion::sha256);
    }

    Copy(Supplier<Expansion> expansion) {
        this.expansion = expansion;
    }

    Copy add(Collection<Entry> more) {
        entries.addAll(more);
        return this;
    }

    Copy withholding(Predicate<Entry> secret) {
        mayBeSent = secret.negate();
        return this;
    }

    NavigableSet<Entry> entries() {
        return entries;
    }

    Responder responder() {
        return new Responder("test", CODEC, this::index);
    }

    Reconciliation session(int number) {
        return new Reconciliation(number, "test", CODEC, index());
    }

    EntryIndex index() {
        return new Index(List.copyOf(entries), expansion.get(), mayBeSent);
    }

    private static final class Index implements EntryIndex {
        private final List<Entry> sorted;
        private final Expansion expansion;
        private final Predicate<Entry> mayBeSent;
        private final NavigableMap<Integer, List<Entry>> weeks = new TreeMap<>();

        Index(List<Entry> sorted, Expansion expansion, Predicate<Entry> mayBeSent) {
            this.sorted = sorted;
            this.expansion = expansion;
            this.mayBeSent = mayBeSent;
            sorted.forEach(entry -> weeks.computeIfAbsent(entry.key().weekNumber(), week -> new ArrayList<>())
                    .add(entry));
        }

        @Override
        public long total() {
            return sorted.size();
        }

        @Override
        public long newestTime() {
            return sorted.isEmpty() ? 0 : sorted.getLast().key().time();
        }

        @Override
        public List<Integer> weekNumbers() {
            return List.copyOf(weeks.keySet());
        }

        @Override
        public WeekDigest digest(int weekNumber) {
            WeekDigest.Builder digest = WeekDigest.builder();
            weeks.getOrDefault(weekNumber, List.of())
                    .forEach(entry -> digest.add(entry.id().high(), entry.id().low()));
            return digest.build();
        }

        @Override
        public WeekIds ids(int weekNumber) {
            WeekIds.Builder ids = WeekIds.builder(expansion);
            for (Entry entry : weeks.getOrDefault(weekNumber, List.of())) {
                EntryId id = entry.id();
                ids.add(entry.key().high(), entry.key().low(), id.high(), id.low());
            }
            return ids.build();
        }

        @Override
        public void read(Bound from, Bound to, Visitor visitor) {
            for (List<Entry> week :
                    weeks.tailMap(Week.numberOf(from.time()), true).values()) {
                for (Entry entry : week) {
                    Bound position = Bound.of(entry);
                    boolean wanted = position.compareTo(from) >= 0 && mayBeSent.test(entry);
                    if (position.compareTo(to) >= 0 || (wanted && !visitor.take(entry))) {
                        return;
                    }
                }
            }
        }
    }
}

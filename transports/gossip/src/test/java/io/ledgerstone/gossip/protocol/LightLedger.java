package io.ledgerstone.gossip.protocol;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.WeekDigest;
import io.ledgerstone.ledger.sync.Bound;
import io.ledgerstone.ledger.sync.EntryIndex;
import io.ledgerstone.ledger.sync.WeekIds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The ledger of messages in memory, so light that a thousand nodes have one each. */
final class LightLedger {
    static final String NAME = "messages";
    static final EntryCodec CODEC = new EntryCodec(NAME, KeyLayout.CROSS_REALM);

    private final NavigableSet<Entry> entries = new TreeSet<>();

    /** What the entries are now; null once there are more. */
    private @Nullable Index index;

    static Entry message(long time, long creator, String text) {
        return CODEC.seal(Key.of(time, 0, 0, creator), "message", Fields.of(Map.of("text", text)));
    }

    /** Adds entries; answers those that are new. */
    List<Entry> add(Collection<Entry> more) {
        List<Entry> added = more.stream().filter(entries::add).toList();
        if (!added.isEmpty()) {
            index = null;
        }
        return added;
    }

    NavigableSet<Entry> entries() {
        return entries;
    }

    EntryIndex index() {
        Index now = index;
        if (now == null) {
            now = new Index(List.copyOf(entries));
            index = now;
        }
        return now;
    }

    private static final class Index implements EntryIndex {
        private final List<Entry> sorted;
        private final NavigableMap<Integer, List<Entry>> weeks = new TreeMap<>();
        private final Map<Integer, WeekDigest> digests = new HashMap<>();

        Index(List<Entry> sorted) {
            this.sorted = sorted;
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
            return digests.computeIfAbsent(weekNumber, this::count);
        }

        private WeekDigest count(int weekNumber) {
            WeekDigest.Builder digest = WeekDigest.builder();
            weeks.getOrDefault(weekNumber, List.of())
                    .forEach(entry -> digest.add(entry.id().high(), entry.id().low()));
            return digest.build();
        }

        @Override
        public WeekIds ids(int weekNumber) {
            WeekIds.Builder ids = WeekIds.builder();
            for (Entry entry : weeks.getOrDefault(weekNumber, List.of())) {
                ids.add(
                        entry.key().high(),
                        entry.key().low(),
                        entry.id().high(),
                        entry.id().low());
            }
            return ids.build();
        }

        @Override
        public void read(Bound from, Bound to, Visitor visitor) {
            for (Entry entry : sorted) {
                Bound position = Bound.of(entry);
                if (position.compareTo(to) >= 0) {
                    return;
                }
                if (position.compareTo(from) >= 0 && !visitor.take(entry)) {
                    return;
                }
            }
        }
    }
}

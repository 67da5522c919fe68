package io.ledgerstone.bench;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.Week;
import io.ledgerstone.ledger.entry.WeekDigest;
import io.ledgerstone.ledger.sync.Bound;
import io.ledgerstone.ledger.sync.EntryIndex;
import io.ledgerstone.ledger.sync.WeekIds;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a ledger in memory that lacks some entries: three evenings of four hours a week for four years, all weeks alike. Its
 * weeks stay indexed once they were asked for. Confined to one thread.
 */
final class EveningsIndex implements EntryIndex {
    static final int WEEKS = 209;
    static final EntryCodec CODEC = new EntryCodec("bench", Ledgers.LAYOUT);

    private static final int FIRST_WEEK = 2600;
    private static final int EVENINGS = 3;
    private static final int EVENING_SECONDS = 4 * 3600;
    private static final int DAY_SECONDS = 86_400;
    private static final int CREATORS = 40;

    private final Entry[] entries;
    private final long[] highs;
    private final BitSet lacking;
    private final int[] weekStarts;
    private final @Nullable WeekIds[] ids = new WeekIds[WEEKS];
    private final @Nullable WeekDigest[] digests = new WeekDigest[WEEKS];

    EveningsIndex(Entry[] entries, BitSet lacking) {
        this.entries = entries;
        highs = Arrays.stream(entries).mapToLong(entry -> entry.key().high()).toArray();
        this.lacking = lacking;
        weekStarts = new int[WEEKS + 1];
        for (int week = 0, at = 0; week <= WEEKS; week++) {
            while (at < entries.length && entries[at].key().weekNumber() < FIRST_WEEK + week) {
                at++;
            }
            weekStarts[week] = at;
        }
    }

    /** All entries of the ledger, in ledger order. */
    static Entry[] entries(int count) {
        Lehmer random = new Lehmer(count);
        int evenings = WEEKS * EVENINGS;
        Entry[] entries = new Entry[count];
        for (int i = 0; i < count; i++) {
            int evening = (int) ((long) i * evenings / count);
            long first = ((long) evening * count + evenings - 1) / evenings;
            long second = (i - first) * EVENING_SECONDS / (count / evenings + 1);
            long time = Week.firstTime(FIRST_WEEK + evening / EVENINGS)
                    + (long) (evening % EVENINGS) * 2 * DAY_SECONDS
                    + second;
            Key key = Key.of(time, i % 8, 4476, 1 + random.below(CREATORS));
            entries[i] = CODEC.seal(key, "award", Fields.of(Map.of("n", i)));
        }
        Arrays.sort(entries);
        return entries;
    }

    private int from(Bound bound) {
        long time = bound.high() >>> 32;
        int week = Math.clamp(Week.numberOf(time) - FIRST_WEEK, 0, WEEKS - 1);
        int low = weekStarts[week];
        int high = weekStarts[week + 1];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (isBelow(middle, bound)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean isBelow(int index, Bound bound) {
        return highs[index] == bound.high()
                ? Bound.of(entries[index]).compareTo(bound) < 0
                : Long.compareUnsigned(highs[index], bound.high()) < 0;
    }

    @Override
    public long total() {
        return entries.length - (long) lacking.cardinality();
    }

    @Override
    public long newestTime() {
        return entries[lacking.previousClearBit(entries.length - 1)].key().time();
    }

    @Override
    public List<Integer> weekNumbers() {
        return IntStream.range(FIRST_WEEK, FIRST_WEEK + WEEKS).boxed().toList();
    }

    @Override
    public WeekDigest digest(int weekNumber) {
        WeekDigest known = digests[weekNumber - FIRST_WEEK];
        if (known == null) {
            WeekDigest.Builder digest = WeekDigest.builder();
            read(Bound.ofWeek(weekNumber), Bound.ofWeek(weekNumber + 1), entry -> {
                digest.add(entry.id().high(), entry.id().low());
                return true;
            });
            known = digest.build();
            digests[weekNumber - FIRST_WEEK] = known;
        }
        return known;
    }

    @Override
    public WeekIds ids(int weekNumber) {
        WeekIds known = ids[weekNumber - FIRST_WEEK];
        if (known == null) {
            WeekIds.Builder builder = WeekIds.builder();
            read(Bound.ofWeek(weekNumber), Bound.ofWeek(weekNumber + 1), entry -> {
                EntryId id = entry.id();
                builder.add(entry.key().high(), entry.key().low(), id.high(), id.low());
                return true;
            });
            known = builder.build();
            ids[weekNumber - FIRST_WEEK] = known;
        }
        return known;
    }

    @Override
    public void read(Bound from, Bound to, Visitor visitor) {
        int end = from(to);
        for (int i = from(from); i < end; i++) {
            if (!lacking.get(i) && !visitor.take(entries[i])) {
                return;
            }
        }
    }
}

package io.ledgerstone.ledger.store;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.WeekDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ledger as it was when all entries below one journal position, and no others, had been inserted. Immutable, for any number
 * of threads, and valid for as long as anybody holds it, whatever checkpoints do meanwhile.
 *
 * <p>Reading throws {@link StoreException} if a table turns out to be damaged.
 */
public final class StoreView {
    private final EntryCodec codec;
    private final WeekLayers[] weeks;
    private final long position;
    private final long count;
    private final long total;

    /** The array must not change any more. */
    StoreView(EntryCodec codec, WeekLayers[] weeks, long position, long count, long total) {
        this.codec = codec;
        this.weeks = weeks;
        this.position = position;
        this.count = count;
        this.total = total;
    }

    EntryCodec codec() {
        return codec;
    }

    WeekLayers[] weeks() {
        return weeks;
    }

    /** The index of the first week that is not before a number. */
    int indexOfWeekFrom(int number) {
        int index = indexOf(number);
        return index < 0 ? -index - 1 : index;
    }

    private int indexOf(int number) {
        int low = 0;
        int high = weeks.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = weeks[middle].number;
            if (found == number) {
                return middle;
            }
            if (found < number) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    /** The journal position that this view reaches up to. */
    public long position() {
        return position;
    }

    /** Applied entries: one for every key. */
    public long count() {
        return count;
    }

    /** All entries, shadowed ones included. */
    public long total() {
        return total;
    }

    /** The weeks that have entries, ascending. */
    public List<Integer> weekNumbers() {
        return Arrays.stream(weeks).map(layers -> layers.number).toList();
    }

    /** The summary of a week; of a week without entries too. */
    public WeekSummary week(int number) {
        int index = indexOf(number);
        return index < 0
                ? new WeekSummary(number, 0, 0, WeekDigest.builder().build())
                : weeks[index].summary(codec.layout(), position);
    }

    /** The applied entries in ledger order, from the first whose key is not below this one. */
    public EntryCursor from(Key key) {
        return new EntryCursor(this, TableKey.firstOf(key), false);
    }

    /** All entries in ledger order, shadowed ones included, from the first whose key is not below this one. */
    public EntryCursor allFrom(Key key) {
        return new EntryCursor(this, TableKey.firstOf(key), true);
    }

    /** The applied entry of a key. */
    public @Nullable Entry find(Key key) {
        List<Entry> entries = at(key);
        return entries.isEmpty() ? null : entries.getFirst();
    }

    /** All entries of a key, the applied one first. */
    public List<Entry> at(Key key) {
        int index = indexOf(key.weekNumber());
        if (index < 0) {
            return List.of();
        }
        List<Entry> entries = new ArrayList<>(1);
        TableKey bound = TableKey.firstOf(key);
        LayerRun run = new LayerRun(weeks[index], bound, position);
        for (TableKey at = run.next(); at != null && at.hasKeyOf(bound); at = run.next()) {
            entries.add(run.entry(codec));
        }
        return entries;
    }

    /** The key of the last entry in ledger order. */
    public @Nullable Key newest() {
        for (int i = weeks.length - 1; i >= 0; i--) {
            TableKey last = weeks[i].last(position);
            if (last != null) {
                return last.key();
            }
        }
        return null;
    }

    /** The keys that have more than one entry, in ledger order, at most as many as the limit. */
    public List<Key> equivocations(int limit) {
        List<Key> keys = new ArrayList<>();
        for (int i = 0; i < weeks.length && keys.size() < limit && total > count; i++) {
            if (!weeks[i].surelyWithoutEquivocations()) {
                addEquivocations(weeks[i], keys, limit);
            }
        }
        return keys;
    }

    private void addEquivocations(WeekLayers layers, List<Key> keys, int limit) {
        LayerRun run = new LayerRun(layers, null, position);
        TableKey before = null;
        boolean counted = false;
        for (TableKey key = run.next(); key != null && keys.size() < limit; key = run.next()) {
            boolean again = before != null && key.hasKeyOf(before);
            if (again && !counted) {
                keys.add(key.key());
            }
            counted = again;
            before = key;
        }
    }
}

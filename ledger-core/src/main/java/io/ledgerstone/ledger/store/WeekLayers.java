package io.ledgerstone.ledger.store;

import io.ledgerstone.ledger.entry.KeyLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Where the entries of one week are: in its table, in what a checkpoint is writing or has failed to write, and in what came
 * since. Immutable but for the last one, which grows. No entry is in two layers.
 */
final class WeekLayers {
    final int number;
    final @Nullable WeekTable table;
    final @Nullable MemWeek frozen;
    final @Nullable MemWeek active;
    private final AtomicReference<@Nullable Cached> cached = new AtomicReference<>();

    /** A summary of everything up to the entry that came at a position. */
    private record Cached(long newestPosition, WeekSummary summary) {}

    WeekLayers(int number, @Nullable WeekTable table, @Nullable MemWeek frozen, @Nullable MemWeek active) {
        this.number = number;
        this.table = table;
        this.frozen = frozen;
        this.active = active;
    }

    Insertion probe(TableKey entry) {
        TableKey lowest = lowestOfKey(new TableKey(entry.high, entry.low, 0, 0));
        if (lowest == null) {
            return Insertion.ADDED;
        }
        if (contains(entry)) {
            return Insertion.KNOWN;
        }
        return entry.compareTo(lowest) < 0 ? Insertion.EQUIVOCAL_APPLIED : Insertion.EQUIVOCAL_SHADOWED;
    }

    private boolean contains(TableKey entry) {
        if ((active != null && active.contains(entry)) || (frozen != null && frozen.contains(entry))) {
            return true;
        }
        TableKey nearest = table == null ? null : table.ceiling(entry);
        return nearest != null && nearest.compareTo(entry) == 0;
    }

    private @Nullable TableKey lowestOfKey(TableKey first) {
        TableKey lowest = null;
        lowest = lower(lowest, first, active == null ? null : active.ceiling(first));
        lowest = lower(lowest, first, frozen == null ? null : frozen.ceiling(first));
        return lower(lowest, first, table == null ? null : table.ceiling(first));
    }

    private static @Nullable TableKey lower(@Nullable TableKey lowest, TableKey key, @Nullable TableKey candidate) {
        if (candidate == null || !candidate.hasKeyOf(key)) {
            return lowest;
        }
        return lowest == null || candidate.compareTo(lowest) < 0 ? candidate : lowest;
    }

    /** The last entry below a position. */
    @Nullable TableKey last(long limit) {
        TableKey last = table == null ? null : table.last();
        last = later(last, frozen == null ? null : frozen.last(limit));
        return later(last, active == null ? null : active.last(limit));
    }

    private static @Nullable TableKey later(@Nullable TableKey a, @Nullable TableKey b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.compareTo(b) < 0 ? b : a;
    }

    /** Whether all there is is one table without two entries of one key. */
    boolean surelyWithoutEquivocations() {
        return frozen == null && active == null && table != null && !table.hasEquivocations();
    }

    /** The summary of what is below a position. */
    WeekSummary summary(KeyLayout layout, long limit) {
        if (frozen == null && active == null && table != null) {
            return table.summary();
        }
        long newest =
                Math.max(frozen == null ? -1 : frozen.newestPosition(), active == null ? -1 : active.newestPosition());
        Cached known = cached.get();
        if (known != null && known.newestPosition == newest && newest < limit) {
            return known.summary;
        }
        WeekSummary summary = summedUp(layout, limit);
        if (newest < limit) {
            cached.set(new Cached(newest, summary));
        }
        return summary;
    }

    private WeekSummary summedUp(KeyLayout layout, long limit) {
        Summing summing = new Summing(number, layout);
        List<TableKey> mem = visible(limit);
        int next = 0;
        WeekKeys keys = table == null ? null : table.keys();
        for (int i = 0; keys != null && i < keys.size(); i++) {
            TableKey key = keys.get(i);
            while (next < mem.size() && mem.get(next).compareTo(key) < 0) {
                summing.add(mem.get(next++));
            }
            summing.add(key);
        }
        while (next < mem.size()) {
            summing.add(mem.get(next++));
        }
        return summing.summary();
    }

    /** What is not in the table and below a position, in ledger order. */
    private List<TableKey> visible(long limit) {
        List<TableKey> visible = new ArrayList<>();
        LayerRun run = new LayerRun(new WeekLayers(number, null, frozen, active), null, limit);
        for (TableKey key = run.next(); key != null; key = run.next()) {
            visible.add(key);
        }
        return visible;
    }

    /** Whether there is an entry below a position. */
    boolean isVisible(long limit) {
        return table != null || frozen != null || (active != null && active.firstPosition() < limit);
    }

    /** What a checkpoint has to write: what came since the last one, and what that one has failed to write. */
    @Nullable MemWeek everythingInMemory() {
        if (frozen != null && active != null) {
            return MemWeek.merged(frozen, active);
        }
        return frozen == null ? active : frozen;
    }
}

package io.ledgerstone.ledger.sync;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The ranges that are to be asked about, none overlapping another; the newest come first. Confined to one thread. */
final class Questions {
    private final Moment moment;
    private final NavigableMap<Bound, OpenRange> open = new TreeMap<>();
    private int itemsMax = SyncLimits.PROBE_ITEMS_MAX;
    private boolean dropped;

    Questions(Moment moment) {
        this.moment = moment;
    }

    /** Adds a range, unless a bound is reached: then it is left to another session. */
    void add(OpenRange range) {
        boolean narrows = range.ask() == OpenRange.Ask.DIVIDE || range.ask() == OpenRange.Ask.PRINT;
        if (open.size() >= SyncLimits.OPEN_RANGES_MAX
                || range.deferrals() > SyncLimits.DEFERRALS_MAX
                || (narrows && range.halfRounds() >= SyncLimits.HALF_ROUNDS_MAX)) {
            dropped = true;
            return;
        }
        open.put(range.range().from(), range);
    }

    void dropAll() {
        dropped |= !open.isEmpty();
        open.clear();
    }

    /** Whether a range was left to another session. */
    boolean hasDropped() {
        return dropped;
    }

    int size() {
        return open.size();
    }

    /** After an answer that had no room for all of its question, questions get smaller. */
    void askLess() {
        itemsMax = Math.max(SyncLimits.PROBE_ITEMS_MIN, itemsMax / 2);
    }

    /** The next question, in ledger order; its ranges are not open any more. */
    List<Asked> next() {
        List<List<Asked>> newestFirst = new ArrayList<>();
        int items = 0;
        int reserve = 0;
        int bytes = SyncLimits.HEAD_BYTES_MAX;
        Iterator<OpenRange> ranges = open.descendingMap().values().iterator();
        while (ranges.hasNext()) {
            OpenRange range = ranges.next();
            if (range.alone() && items > 0) {
                continue;
            }
            List<Part> parts = Part.of(range.range().from(), range.items(moment));
            items += parts.size();
            reserve += parts.stream().mapToInt(Part::reserveBytes).sum();
            bytes += parts.stream()
                    .mapToInt(part -> Frames.boundBytesMax(part.range().from())
                            + part.item().bytesMax())
                    .sum();
            boolean full =
                    items > itemsMax || reserve > SyncLimits.RESERVE_BYTES_MAX || bytes > SyncLimits.FRAME_BYTES_MAX;
            if (full && !newestFirst.isEmpty()) {
                break;
            }
            newestFirst.add(parts.stream().map(part -> new Asked(part, range)).toList());
            ranges.remove();
            if (range.alone()) {
                break;
            }
        }
        return newestFirst.reversed().stream().flatMap(List::stream).toList();
    }
}

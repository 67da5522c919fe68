package io.ledgerstone.ledger.journal;

import java.util.ArrayList;
import java.util.List;

/**
 * What readers may read. Immutable.
 *
 * @param segments by sequence; every one but the last is complete
 * @param end the position after the last durable record
 * @param dataEnd the offset after the last durable record of the last segment
 */
record Extent(List<Segment> segments, long end, long dataEnd) {
    long begin() {
        return segments.isEmpty() ? end : segments.getFirst().name().first();
    }

    /** The position at which a segment's successor starts. What a segment has from there on was never acknowledged. */
    long endOf(int index) {
        return index + 1 < segments.size() ? segments.get(index + 1).name().first() : end;
    }

    /** The index of the segment that holds a position: the last one that starts at or before it. */
    int indexOf(long position) {
        int low = 0;
        int high = segments.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (segments.get(middle).name().first() <= position) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The offset after the last record of a segment, or -1 if nobody has looked yet. */
    long dataEndOf(int index) {
        return index + 1 < segments.size() ? segments.get(index).dataEnd() : dataEnd;
    }

    /** This, after a group went to the last segment. */
    Extent grown(int records, long newDataEnd) {
        return new Extent(segments, end + records, newDataEnd);
    }

    /** This, with a new segment that has no record yet. */
    Extent with(SegmentName name, long newDataEnd) {
        List<Segment> longer = new ArrayList<>(segments);
        if (!longer.isEmpty()) {
            longer.add(longer.removeLast().withDataEnd(dataEnd));
        }
        longer.add(new Segment(name, -1));
        return new Extent(longer, end, newDataEnd);
    }
}

package io.ledgerstone.ledger.journal;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A segment as readers see it. Immutable but for its marks, which only make looking up faster. Any thread.
 *
 * @param name who it is
 * @param dataEnd the offset after its last record, or -1 if it still grows or nobody has looked yet
 * @param marks offsets of some records by ordinal
 */
record Segment(SegmentName name, long dataEnd, ConcurrentSkipListMap<Long, Long> marks) {
    static final Mark START = new Mark(0, RecordFormat.SEGMENT_HEADER_BYTES);

    static final long BYTES_BETWEEN_MARKS = 64 << 10;

    Segment(SegmentName name, long dataEnd) {
        this(name, dataEnd, new ConcurrentSkipListMap<>());
    }

    Segment withDataEnd(long offset) {
        return new Segment(name, offset, marks);
    }

    /** Remembers where a record starts, if no mark is near before it. */
    void mark(long ordinal, long offset) {
        if (offset - markBefore(ordinal).offset() >= BYTES_BETWEEN_MARKS) {
            marks.put(ordinal, offset);
        }
    }

    /** A place at which this record or one before it starts. */
    Mark markBefore(long ordinal) {
        Map.Entry<Long, Long> mark = marks.floorEntry(ordinal);
        return mark == null ? START : new Mark(mark.getKey(), mark.getValue());
    }

    /** Where a record starts. */
    record Mark(long ordinal, long offset) {}
}

package io.ledgerstone.ledger.journal;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.journal.JournalException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A cursor over a journal in order of arrival. It goes on where it stopped once there is more, so it can be polled for ever.
 * Positions whose records a disk has damaged are left out. Confined to one thread; close it.
 */
public final class JournalReader implements AutoCloseable {
    private final Journal journal;
    private final SegmentFiles files;
    private final EntryCodec codec;
    private long next;
    private long position = -1;
    private @Nullable OpenSegment open;

    /** The segment that is being read. */
    private record OpenSegment(Segment segment, SegmentFile file, SegmentScan scan) {
        long position() {
            return segment.name().first() + scan.ordinal();
        }
    }

    JournalReader(Journal journal, SegmentFiles files, EntryCodec codec, long next) {
        this.journal = journal;
        this.files = files;
        this.codec = codec;
        this.next = next;
    }

    /**
     * Goes to the next record, if there is one at this time.
     *
     * @throws JournalException if the disk failed
     */
    public boolean advance() {
        Extent extent = journal.extent();
        while (next < extent.end()) {
            int index = extent.indexOf(next);
            OpenSegment current = openSegment(extent.segments().get(index));
            long end = extent.endOf(index);
            long dataEnd = extent.dataEndOf(index);
            if (advanceIn(current, end, dataEnd < 0 ? current.file.size() : dataEnd)) {
                return true;
            }
            // What is missing up to the next segment cannot be read any more.
            next = end;
        }
        return false;
    }

    private boolean advanceIn(OpenSegment current, long end, long dataEnd) {
        while (current.scan.advance(dataEnd)) {
            long at = current.position();
            current.segment.mark(current.scan.ordinal(), current.scan.offset());
            if (at >= end) {
                return false;
            }
            if (at >= next) {
                position = at;
                next = at + 1;
                return true;
            }
        }
        return false;
    }

    private OpenSegment openSegment(Segment segment) {
        OpenSegment current = open;
        if (current != null && current.segment.name().equals(segment.name())) {
            return current;
        }
        close();
        SegmentName name = segment.name();
        SegmentFile file = files.open(name.text());
        Segment.Mark start = segment.markBefore(next - name.first());
        current = new OpenSegment(segment, file, new SegmentScan(file, name.salt(), start));
        open = current;
        return current;
    }

    /** The position of the record that {@link #advance} went to. */
    public long position() {
        return position;
    }

    /** The record that {@link #advance} went to. */
    public Arrival arrival() {
        OpenSegment current = open;
        if (current == null || position < 0) {
            throw new JournalException(Reason.CLOSED, "this reader stands at no record: advance it first");
        }
        return current.scan.arrival(codec);
    }

    @Override
    public void close() {
        OpenSegment current = open;
        open = null;
        if (current != null) {
            current.file.close();
        }
    }
}

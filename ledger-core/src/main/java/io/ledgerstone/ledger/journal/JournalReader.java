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
    private long markedOffset;
    private @Nullable OpenSegment open;

    /**
     * The segment that is being read.
     *
     * @param end the position at which it ended when it was looked at
     * @param dataEnd the offset at which it ended then
     */
    private record OpenSegment(Segment segment, SegmentFile file, SegmentScan scan, long end, long dataEnd) {
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
            OpenSegment current = segmentOfNext(extent);
            if (advanceIn(current)) {
                return true;
            }
            // What is missing up to the segment's end cannot be read any more.
            next = current.end;
        }
        return false;
    }

    private boolean advanceIn(OpenSegment current) {
        while (current.scan.advance(current.dataEnd)) {
            markNow(current);
            long at = current.position();
            if (at >= current.end) {
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

    private void markNow(OpenSegment current) {
        long offset = current.scan.offset();
        if (offset - markedOffset >= Segment.BYTES_BETWEEN_MARKS) {
            current.segment.mark(current.scan.ordinal(), offset);
            markedOffset = offset;
        }
    }

    private OpenSegment segmentOfNext(Extent extent) {
        OpenSegment current = open;
        if (current != null && next < current.end) {
            return current;
        }
        int index = extent.indexOf(next);
        Segment segment = extent.segments().get(index);
        SegmentName name = segment.name();
        SegmentFile file;
        SegmentScan scan;
        if (current != null && current.segment.name().equals(name)) {
            file = current.file;
            scan = current.scan;
        } else {
            close();
            file = files.open(name.text());
            Segment.Mark start = segment.markBefore(next - name.first());
            scan = new SegmentScan(file, name.salt(), start);
            markedOffset = start.offset();
        }
        long dataEnd = extent.dataEndOf(index);
        current = new OpenSegment(segment, file, scan, extent.endOf(index), dataEnd < 0 ? file.size() : dataEnd);
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

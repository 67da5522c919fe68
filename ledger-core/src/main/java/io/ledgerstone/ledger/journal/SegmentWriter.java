package io.ledgerstone.ledger.journal;

import io.ledgerstone.ledger.codec.EntryCodec;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/** The one segment that grows. Confined to the ledger's thread. After any failure it must not be used again. */
final class SegmentWriter {
    private static final int BUFFER_BYTES = 256 << 10;
    private static final int ZEROS_BYTES = 64 << 10;
    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(ZEROS_BYTES);

    private final SegmentFile file;
    private final SegmentName name;
    private final JournalOptions options;
    private final ByteBuffer buffer;
    private final CRC32C crc = new CRC32C();
    private long end;
    private long filledTo;
    private boolean fills;

    private SegmentWriter(
            SegmentFile file, SegmentName name, long end, long filledTo, JournalOptions options, ByteBuffer buffer) {
        this.file = file;
        this.name = name;
        this.end = end;
        this.filledTo = filledTo;
        this.options = options;
        this.buffer = buffer;
        fills = options.zeroFillBytes() > 0;
    }

    /** A buffer to write through, for one writer at a time. */
    static ByteBuffer newBuffer() {
        return ByteBuffer.allocateDirect(BUFFER_BYTES);
    }

    /** Goes on in a file that has only zeros from an offset on. */
    static SegmentWriter resume(
            SegmentFiles files, SegmentName name, long end, JournalOptions options, ByteBuffer buffer) {
        SegmentFile file = files.open(name.text());
        return new SegmentWriter(file, name, end, Math.max(end, file.size()), options, buffer);
    }

    /** Makes a file that is safe on the disk, with its name, before the first record comes. */
    static SegmentWriter create(SegmentFiles files, SegmentName name, JournalOptions options, ByteBuffer buffer) {
        SegmentFile file = files.create(name.text());
        boolean ready = false;
        try {
            SegmentWriter writer = new SegmentWriter(file, name, 0, 0, options, buffer);
            RecordFormat.writeSegmentHeader(buffer.clear());
            writer.flush();
            writer.fillAhead();
            file.force();
            files.syncFolder();
            ready = true;
            return writer;
        } finally {
            if (!ready) {
                discard(files, file, name);
            }
        }
    }

    /** A file without records does no harm, so a failure here must not hide the one that led here. */
    private static void discard(SegmentFiles files, SegmentFile file, SegmentName name) {
        try (file) {
            files.delete(name.text());
        } catch (JournalException alsoFailed) {
            return;
        }
    }

    /** Writes a group, its first record being the given one of the segment, and returns once it is safe. */
    void append(List<Arrival> group, long firstOrdinal) {
        int ordinal = Math.toIntExact(firstOrdinal);
        buffer.clear();
        for (Arrival arrival : group) {
            byte[] body = EntryCodec.body(arrival.entry());
            if (buffer.remaining() < RecordFormat.HEADER_BYTES + body.length) {
                flush();
            }
            RecordFormat.write(buffer, crc, name.salt(), ordinal++, arrival.receivedMs(), arrival.entry(), body);
        }
        flush();
        fillAhead();
        file.force();
    }

    private void flush() {
        int bytes = buffer.flip().remaining();
        file.write(end, buffer);
        end += bytes;
        buffer.clear();
    }

    /**
     * Keeps zeros ahead of the data. They start behind the data and never before: a fill that failed half-way and is tried
     * again from where it began would wipe out what was written since.
     */
    private void fillAhead() {
        if (!fills || end < filledTo || end >= options.segmentBytesMax()) {
            return;
        }
        long from = end;
        long to = Math.min(from + options.zeroFillBytes(), options.segmentBytesMax());
        try {
            while (from < to) {
                int bytes = (int) Math.min(ZEROS_BYTES, to - from);
                file.write(from, ZEROS.duplicate().limit(bytes));
                from += bytes;
            }
            filledTo = to;
        } catch (JournalException e) {
            if (e.reason() != JournalException.Reason.DISK_FULL) {
                throw e;
            }
            // Only speed is lost; the group itself may still fit.
            fills = false;
        }
    }

    /**
     * Overwrites what was written from an offset on, which may not be safe although the system shows it, and later fsyncs of it would
     * succeed: whoever opens the file again must not find it. If that fails as well, nothing more can be done.
     */
    void takeBack(long from) {
        try {
            // A write that failed may have come further than the end says.
            long to = Math.min(file.size(), end + BUFFER_BYTES);
            for (long at = from; at < to; at += ZEROS_BYTES) {
                file.write(at, ZEROS.duplicate().limit((int) Math.min(ZEROS_BYTES, to - at)));
            }
        } catch (JournalException alsoFailed) {
            return;
        }
    }

    /** The offset after the last record. */
    long end() {
        return end;
    }

    void close() {
        file.close();
    }
}

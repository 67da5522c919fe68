package io.ledgerstone.ledger.journal;

import io.ledgerstone.ledger.codec.EntryCodec;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * A walk over the whole records of one segment that steps over whatever is none. Confined to one thread; does not own the file.
 *
 * <p>Below the limit it is given, bytes must not change any more: it keeps what it has read.
 */
final class SegmentScan {
    /** Enough for the largest record; looking up one record should not read more. */
    private static final int FIRST_READ_BYTES = 64 << 10;

    private static final int WINDOW_BYTES = 256 << 10;

    private final SegmentFile file;
    private final int salt;
    private final CRC32C crc = new CRC32C();
    private final ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES).limit(0);
    private int readBytes = FIRST_READ_BYTES;
    private long windowOffset;
    private long next;
    private long ordinalNext;

    private int recordAt;
    private int recordBytes;
    private long gapFrom;
    private long dirtyEnd;

    /** A walk from a place where a record starts. */
    SegmentScan(SegmentFile file, int salt, Segment.Mark start) {
        this.file = file;
        this.salt = salt;
        next = start.offset();
        ordinalNext = start.ordinal();
        dirtyEnd = start.offset();
    }

    /** Goes to the next whole record that ends at or before the limit. */
    boolean advance(long limit) {
        gapFrom = next;
        long ordinalMax = ordinalNext + limit / RecordFormat.HEADER_BYTES;
        for (long at = next; at < limit; at++) {
            load(at, 1, limit);
            int bytes = recordAt(at, limit, ordinalMax);
            if (bytes > 0) {
                recordAt = (int) (at - windowOffset);
                recordBytes = bytes;
                ordinalNext = ordinal() + 1;
                next = at + bytes;
                dirtyEnd = next;
                return true;
            }
            if (window.get((int) (at - windowOffset)) != 0) {
                dirtyEnd = at + 1;
            }
        }
        return false;
    }

    private int recordAt(long at, long limit, long ordinalMax) {
        if (at + RecordFormat.HEADER_BYTES > limit) {
            return 0;
        }
        load(at, RecordFormat.HEADER_BYTES, limit);
        int bytes = RecordFormat.plausibleBytes(window, (int) (at - windowOffset), ordinalNext, ordinalMax);
        if (bytes == 0 || at + bytes > limit) {
            return 0;
        }
        load(at, bytes, limit);
        return RecordFormat.isGood(window, crc, salt, (int) (at - windowOffset), bytes) ? bytes : 0;
    }

    /** Gets bytes, which end at or before the limit, into the window unless they are there. */
    private void load(long at, int bytes, long limit) {
        if (at >= windowOffset && at + bytes <= windowOffset + window.limit()) {
            return;
        }
        window.clear().limit((int) Math.min(readBytes, limit - at));
        readBytes = WINDOW_BYTES;
        int got = 0;
        while (got >= 0 && window.hasRemaining()) {
            got = file.read(at + window.position(), window);
        }
        window.flip();
        windowOffset = at;
        if (window.limit() < bytes) {
            throw new JournalException(
                    JournalException.Reason.FORMAT, "a journal file became shorter while it was read");
        }
    }

    /** The record's place in the segment, from 0. */
    long ordinal() {
        return RecordFormat.ordinal(window, recordAt);
    }

    /** Where the record starts. */
    long offset() {
        return windowOffset + recordAt;
    }

    Arrival arrival(EntryCodec codec) {
        return RecordFormat.read(window, recordAt, recordBytes, codec);
    }

    /** Where the bytes start that were stepped over on the way to the record; {@link #offset()} if none were. */
    long gapFrom() {
        return gapFrom;
    }

    /** The offset after the last whole record so far. */
    long end() {
        return next;
    }

    /** Once there is no further record: the offset after the last byte that is not zero. */
    long dirtyEnd() {
        return Math.max(dirtyEnd, next);
    }
}

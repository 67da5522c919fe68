package io.ledgerstone.ledger.journal;

import io.ledgerstone.ledger.journal.JournalException.Reason;
import io.ledgerstone.ledger.journal.JournalRecovery.Damage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What is in one segment, after reading all of it.
 *
 * @param records whole records
 * @param ordinals the ordinal after the last one
 * @param dataEnd the offset after the last one
 * @param bytesCut bytes after the last one that are not zero
 * @param damaged ranges where records are missing
 * @param hasHeader whether it starts as it should
 */
record SegmentCheck(long records, long ordinals, long dataEnd, long bytesCut, List<Damage> damaged, boolean hasHeader) {
    /** Looks at the segment that was written last: whatever its tail holds besides whole records was never acknowledged. */
    static SegmentCheck ofNewest(SegmentFiles files, SegmentName name) {
        try (SegmentFile file = files.open(name.text())) {
            forceIfAllowed(file);
            return of(file, name, file.size(), Long.MAX_VALUE);
        }
    }

    /**
     * Looks at a segment that has every ordinal up to a certain one: further records do not count, missing ones are damage.
     *
     * @param dataEnd the offset after its last record, or -1 if it is not known
     */
    static SegmentCheck ofAcknowledged(SegmentFiles files, SegmentName name, long ordinalEnd, long dataEnd) {
        try (SegmentFile file = files.open(name.text())) {
            SegmentCheck check = of(file, name, dataEnd < 0 ? file.size() : dataEnd, ordinalEnd);
            long missing = ordinalEnd - check.ordinals;
            if (missing <= 0) {
                return check;
            }
            List<Damage> damaged = new ArrayList<>(check.damaged);
            long damagedTo = check.dataEnd + check.bytesCut;
            damaged.add(new Damage(name.text(), check.dataEnd, damagedTo, name.first() + check.ordinals, missing));
            return new SegmentCheck(check.records, check.ordinals, check.dataEnd, 0, damaged, check.hasHeader);
        }
    }

    /**
     * Records that were written but not made safe before a crash may be in the system's cache only: nobody may see them before
     * they are on the disk. Who may not write cannot have left any.
     */
    private static void forceIfAllowed(SegmentFile file) {
        try {
            file.force();
        } catch (JournalException e) {
            if (e.reason() != Reason.NOT_ALLOWED) {
                throw e;
            }
        }
    }

    private static SegmentCheck of(SegmentFile file, SegmentName name, long limit, long ordinalEnd) {
        if (limit < RecordFormat.SEGMENT_HEADER_BYTES) {
            return new SegmentCheck(0, 0, 0, limit, List.of(), false);
        }
        boolean hasHeader = hasHeader(file, name);
        List<Damage> damaged = new ArrayList<>();
        SegmentScan scan = new SegmentScan(file, name.salt(), Segment.START);
        long records = 0;
        long ordinals = 0;
        long dataEnd = scan.end();
        while (scan.advance(limit) && scan.ordinal() < ordinalEnd) {
            records++;
            if (scan.gapFrom() < scan.offset()) {
                long firstPosition = name.first() + ordinals;
                damaged.add(new Damage(
                        name.text(), scan.gapFrom(), scan.offset(), firstPosition, scan.ordinal() - ordinals));
            }
            ordinals = scan.ordinal() + 1;
            dataEnd = scan.end();
        }
        return new SegmentCheck(records, ordinals, dataEnd, Math.max(0, scan.dirtyEnd() - dataEnd), damaged, hasHeader);
    }

    private static boolean hasHeader(SegmentFile file, SegmentName name) {
        ByteBuffer header = ByteBuffer.allocate(RecordFormat.SEGMENT_HEADER_BYTES);
        file.read(0, header);
        header.flip();
        if (RecordFormat.isNewer(header)) {
            throw new JournalException(
                    Reason.FORMAT,
                    "journal file " + name.text() + " was written by a newer version of Ledgerstone; use that one");
        }
        return RecordFormat.isOurs(header);
    }

    /** Whether the file can be written on: it has a header, and only zeros behind its last record. */
    boolean resumable() {
        return hasHeader && bytesCut == 0;
    }
}

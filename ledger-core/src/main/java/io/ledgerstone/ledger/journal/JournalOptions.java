package io.ledgerstone.ledger.journal;

/**
 * The sizes a journal works with.
 *
 * @param segmentBytesMax bytes after which the next group goes to a new segment, 64 KiB to 1 GiB; a segment may end one group
 *     later
 * @param zeroFillBytes bytes that are written as zeros ahead of the data at a time, 0 to 16 MiB; a write into them changes no
 *     file size, so its fsync is one disk write instead of two. 0 turns it off
 */
public record JournalOptions(int segmentBytesMax, int zeroFillBytes) {
    /** Checks the ranges. */
    public JournalOptions {
        if (segmentBytesMax < 64 << 10 || segmentBytesMax > 1 << 30) {
            throw new IllegalArgumentException("segmentBytesMax must be 64 KiB to 1 GiB, not " + segmentBytesMax);
        }
        if (zeroFillBytes < 0 || zeroFillBytes > 16 << 20) {
            throw new IllegalArgumentException("zeroFillBytes must be 0 to 16 MiB, not " + zeroFillBytes);
        }
    }

    /** Segments of 4 MiB, filled ahead by 1 MiB. */
    public static JournalOptions defaults() {
        return new JournalOptions(4 << 20, 1 << 20);
    }
}

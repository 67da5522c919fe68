package io.ledgerstone.ledger.journal;

import java.nio.ByteBuffer;

/**
 * An open file of {@link SegmentFiles}. Every handle is independent: closing one, or interrupting a thread that uses it, leaves
 * the others alone.
 */
public interface SegmentFile extends AutoCloseable {
    /** Writes all remaining bytes at an offset. After a failure, any part of them may have been written. One thread at a time. */
    void write(long offset, ByteBuffer bytes);

    /** Reads at least one byte at an offset, or returns -1 if the file ends there. Any thread. */
    int read(long offset, ByteBuffer into);

    /** Returns once everything written so far is safe from a power cut. After a failure nobody knows what is: do not retry. */
    void force();

    /** Bytes of the file. */
    long size();

    @Override
    void close();
}

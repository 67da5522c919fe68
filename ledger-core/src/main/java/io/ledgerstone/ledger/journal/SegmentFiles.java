package io.ledgerstone.ledger.journal;

import java.util.List;

/**
 * The one folder that holds a journal's segments: the seam between the journal and the disk.
 *
 * <p>An implementation promises no more than a disk does. What was written may be read back at once, but survives a power cut
 * only once {@link SegmentFile#force()} has returned; that a file exists survives only once {@link #syncFolder()} has. Without
 * them any part of a write may get lost, in any order. All methods throw {@link JournalException} and nothing else when the
 * disk fails, and may be called by any thread.
 */
public interface SegmentFiles {
    /** The names of all files of the folder, ours or not, in no order. */
    List<String> names();

    /**
     * Makes an empty file and opens it for reading and writing.
     *
     * @throws JournalException if it cannot, or if there is a file of this name
     */
    SegmentFile create(String name);

    /** Opens an existing file. It may be a read-only one as long as nobody writes to it. */
    SegmentFile open(String name);

    /** Removes a file; nothing happens if there is none. */
    void delete(String name);

    /** Returns once the names of the folder are safe from a power cut. */
    void syncFolder();
}

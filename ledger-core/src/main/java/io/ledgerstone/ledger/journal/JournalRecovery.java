package io.ledgerstone.ledger.journal;

import java.util.List;

/**
 * What was found in a journal's files.
 *
 * @param segments how many were looked at
 * @param records how many whole records they hold; at opening, how many they should hold
 * @param bytesCut bytes of half-written groups behind the last whole record of a segment. A crash leaves them; nothing in them
 *     was ever acknowledged
 * @param damaged the ranges that should hold records and do not
 */
public record JournalRecovery(int segments, long records, long bytesCut, List<Damage> damaged) {
    /** Copies the list. */
    public JournalRecovery {
        damaged = List.copyOf(damaged);
    }

    /** Whether every record is there. */
    public boolean sound() {
        return damaged.isEmpty();
    }

    /**
     * A range of a segment that cannot be read.
     *
     * @param segment the file's name
     * @param fromOffset its first byte
     * @param toOffset the byte after it
     * @param firstPosition the first position that is missing
     * @param records how many positions are missing; 0 if only bytes are hurt that held none
     */
    public record Damage(String segment, long fromOffset, long toOffset, long firstPosition, long records) {}
}

package io.ledgerstone.ledger.store;

/** What a checkpoint came to. */
public sealed interface CheckpointOutcome {
    /**
     * Everything below the position is in tables on the disk.
     *
     * @param position the checkpoint's journal position
     * @param weeks how many tables were written
     * @param entries how many entries went from memory to tables
     */
    record Completed(long position, int weeks, long entries) implements CheckpointOutcome {}

    /**
     * Some tables could not be written. Nothing is lost and everything stays readable; the next checkpoint tries again.
     *
     * @param weeks how many tables were written before
     * @param cause why, with what to do about it
     */
    record Failed(int weeks, StoreException cause) implements CheckpointOutcome {}
}

package io.ledgerstone.host.control;

/** Hears how far something is. Must return at once. */
@FunctionalInterface
public interface Progress {
    /** Nobody listens. */
    Progress NONE = (step, done, total) -> {};

    /**
     * Something went on.
     *
     * @param step what is being done, in few words
     * @param done how much of it is done
     * @param total how much there is, or 0 if nobody knows
     */
    void at(String step, long done, long total);
}

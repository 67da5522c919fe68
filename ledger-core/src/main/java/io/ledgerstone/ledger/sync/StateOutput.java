package io.ledgerstone.ledger.sync;

import java.util.List;

/**
 * What the comparing of states wants done.
 *
 * @param sends frames to send; each may be lost
 * @param computes replays to make, of which the machine wants to be told
 * @param reports differences to write down
 */
public record StateOutput(List<SyncOutput.Send> sends, List<Compute> computes, List<StateReport> reports) {
    /** Nothing to do. */
    public static final StateOutput NONE = new StateOutput(List.of(), List.of(), List.of());

    /** Copies the lists. */
    public StateOutput {
        sends = List.copyOf(sends);
        computes = List.copyOf(computes);
        reports = List.copyOf(reports);
    }

    /**
     * A replay of a fresh copy of an addon through the ledger as it is now, with a stop at each position.
     *
     * @param request its number, for {@link StateSync#computed} or {@link StateSync#failed}
     * @param addon the addon
     * @param positions where to stop, ascending; all entries if there are not so many
     * @param withState whether the whole state at the last position is wanted, too
     */
    public record Compute(long request, String addon, List<Long> positions, boolean withState) {
        /** Copies the list. */
        public Compute {
            positions = List.copyOf(positions);
        }
    }
}

package io.ledgerstone.host.savedvariables;

import java.util.List;

/**
 * What reading a file came to.
 *
 * @param bytes how much was read
 * @param variables assignments that were read to their end
 * @param rows complete rows, readable or refused
 * @param rowsCut rows that had begun and were lost to damage
 * @param damages the first places that could not be read, at most {@link #DAMAGES_MAX}
 * @param damageCount how many such places there were
 */
public record ReadReport(long bytes, long variables, long rows, long rowsCut, List<Damage> damages, long damageCount) {
    /** How many places are kept; a file that is no SavedVariables file at all has one a line. */
    public static final int DAMAGES_MAX = 20;

    /** Copies the list. */
    public ReadReport {
        damages = List.copyOf(damages);
    }

    /** Whether the whole file was read. */
    public boolean isWhole() {
        return damageCount == 0;
    }
}

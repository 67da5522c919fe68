package io.ledgerstone.ledger;

import java.util.List;

/**
 * What a full reading of a ledger found.
 *
 * @param entries entries read from the journal
 * @param weeks weeks whose hash and digest were computed once more
 * @param problems what does not fit, in plain words; empty if all is well
 */
public record Verification(long entries, int weeks, List<String> problems) {
    /** Copies the list. */
    public Verification {
        problems = List.copyOf(problems);
    }
}

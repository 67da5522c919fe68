package io.ledgerstone.ledger.store;

import java.util.List;

/**
 * What reading every table came to.
 *
 * @param tables how many were read
 * @param entries how many they hold, shadowed ones included
 * @param problems a sentence for each table that is not as it should be
 */
public record VerifyReport(int tables, long entries, List<String> problems) {
    /** Copies the list. */
    public VerifyReport {
        problems = List.copyOf(problems);
    }

    /** Whether every table is as it should be. */
    public boolean sound() {
        return problems.isEmpty();
    }
}

package io.ledgerstone.ledger.store;

import java.util.List;

/**
 * What is wrong with a store's files, as far as anybody has noticed.
 *
 * @param setAside names of damaged files that were renamed to {@code bad-...} and are no longer used; they may be deleted once
 *     the journal or a peer has filled the gap
 * @param problems a sentence for each thing that is wrong now
 */
public record StoreHealth(List<String> setAside, List<String> problems) {
    /** Copies the lists. */
    public StoreHealth {
        setAside = List.copyOf(setAside);
        problems = List.copyOf(problems);
    }

    /** Whether nothing is wrong now. */
    public boolean sound() {
        return problems.isEmpty();
    }
}

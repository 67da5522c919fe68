package io.ledgerstone.ledger.store;

/**
 * How a store works.
 *
 * @param verifyAtOpen whether opening reads every table whole, so that damage anywhere is set aside at once and the journal can
 *     repair it; otherwise damage in the middle of a table shows when somebody reads there
 */
public record StoreOptions(boolean verifyAtOpen) {
    /** Opens fast. */
    public static StoreOptions defaults() {
        return new StoreOptions(false);
    }
}

package io.ledgerstone.ledger.sync;

/** Where protocol machines get their chance from, so that a whole network repeats from one seed. Called by one thread at a time. */
@FunctionalInterface
public interface Dice {
    /** A number from 0 to one less than a bound, which is at least 1; each equally likely. */
    int below(int bound);
}

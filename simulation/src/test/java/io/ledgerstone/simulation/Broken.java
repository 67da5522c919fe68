package io.ledgerstone.simulation;

/** An invariant does not hold; the message says which and where. */
final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Invariant invariant;

    Broken(Invariant invariant, String what) {
        super(invariant + ": " + what);
        this.invariant = invariant;
    }

    Broken(Invariant invariant, String what, Throwable cause) {
        super(invariant + ": " + what, cause);
        this.invariant = invariant;
    }

    /** Which one. */
    Invariant invariant() {
        return invariant;
    }

    /** What must hold in every world. */
    enum Invariant {
        /** What was in a ledger once is in it for ever. */
        INSERT_ONLY,
        /** What was acknowledged is in the ledger, also after a crash. */
        ACKNOWLEDGED_IS_KEPT,
        /** Nothing is in a ledger but what a member made. */
        MADE_BY_A_MEMBER,
        /** A state is what the entries of its ledger give, and nothing else. */
        EXPLAINED_BY_ENTRIES,
        /** Who follows the journal gets every position, whatever crashes. */
        FOLLOWED_WITHOUT_A_GAP,
        /** After everything is well again, all copies become the same in a bounded time, and their hosts say so. */
        CONVERGENCE,
        /** Nobody takes what a member wrote after everybody knew that it is none any more. */
        REVOKED_IS_REFUSED,
        /** No program throws. */
        NO_EXCEPTION
    }
}

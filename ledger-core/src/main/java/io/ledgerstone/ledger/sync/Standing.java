package io.ledgerstone.ledger.sync;

import java.util.NavigableSet;

/** How our ledger stands to a peer's, as far as a session found out. */
public sealed interface Standing {
    /** Nothing differs. */
    record Same() implements Standing {}

    /**
     * The peer has entries that we had not.
     *
     * @param entries how many were found
     */
    record Behind(long entries) implements Standing {}

    /**
     * We have entries that the peer had not.
     *
     * @param entries how many were found
     */
    record Ahead(long entries) implements Standing {}

    /**
     * Both have entries that the other had not.
     *
     * @param behind how many the peer had more
     * @param ahead how many we had more
     * @param weeks where they are
     */
    record Differs(long behind, long ahead, NavigableSet<Integer> weeks) implements Standing {}
}

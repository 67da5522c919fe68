package io.ledgerstone.ledger.trust;

/** Whether a signed entry may go in its ledger. Depends on the entry alone, so that all hosts judge alike. */
public sealed interface Judgement {
    /** It is signed as it says, and new here. */
    record Genuine() implements Judgement {}

    /** It is genuine, and was here before. */
    record Known() implements Judgement {}

    /**
     * Refuse it.
     *
     * @param offence what is wrong
     */
    record Refused(Offence offence) implements Judgement {}

    /** The one {@link Genuine}. */
    @SuppressWarnings("ClassInitializationDeadlock") // Nobody else makes one, so Judgement comes first.
    Judgement GENUINE = new Genuine();

    /** The one {@link Known}. */
    @SuppressWarnings("ClassInitializationDeadlock") // Nobody else makes one, so Judgement comes first.
    Judgement KNOWN = new Known();

    /** Whether the ledger may have it. */
    default boolean isGenuine() {
        return !(this instanceof Refused);
    }
}

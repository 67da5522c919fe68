package io.ledgerstone.gossip.link;

/** What became of a request to join. */
public sealed interface JoinOutcome {
    /** The host has answered. */
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    record Admitted(byte[] answer) implements JoinOutcome {}

    /** The host has refused, and said why. */
    record Refused(String reason) implements JoinOutcome {}

    /** Someone else answers there: the key is not the expected one. The request was not sent. */
    record WrongKey(String reason) implements JoinOutcome {}

    /** There was no answer; whether the request came through is unknown. */
    record NoAnswer(String reason) implements JoinOutcome {}
}

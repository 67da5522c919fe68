package io.ledgerstone.gossip.protocol;

/** What can be asked of one node. */
public sealed interface Question {
    /** Submit a message there. */
    record Submit(String message) implements Question {}

    /** The messages there whose ids begin like this: 7 to 32 hexadecimal digits. */
    record Query(String id) implements Question {}

    /** All messages there, from the one after so many. */
    record Listing(int skip) implements Question {}

    /** Who it is, and who its neighbours are. */
    record Census() implements Question {}
}

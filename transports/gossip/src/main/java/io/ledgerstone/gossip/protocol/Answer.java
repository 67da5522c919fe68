package io.ledgerstone.gossip.protocol;

import java.util.List;

/** What became of a question. */
public sealed interface Answer {
    /**
     * The message is on that node's disk.
     *
     * @param id its message id
     */
    record Submitted(String id) implements Answer {}

    /**
     * Some of its messages.
     *
     * @param messages the messages
     * @param more whether there are more
     */
    record Messages(List<Told> messages, boolean more) implements Answer {
        /** Copies the list. */
        public Messages {
            messages = List.copyOf(messages);
        }
    }

    /**
     * A message.
     *
     * @param id its id in hexadecimal digits
     * @param message its text
     * @param time when it was submitted, in unix seconds
     */
    record Told(String id, String message, long time) {}

    /**
     * Who it is.
     *
     * @param node its number
     * @param name its name
     * @param neighbours its neighbours' numbers
     * @param known nodes that it knows of
     */
    record Counted(int node, String name, List<Integer> neighbours, List<Contact> known) implements Answer {
        /** Copies the lists. */
        public Counted {
            neighbours = List.copyOf(neighbours);
            known = List.copyOf(known);
        }
    }

    /**
     * There is no answer.
     *
     * @param reason why, in words for a person
     */
    record Refused(String reason) implements Answer {}
}

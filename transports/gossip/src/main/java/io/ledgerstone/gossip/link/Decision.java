package io.ledgerstone.gossip.link;

/** Whether a host may have a link with this one. */
public sealed interface Decision {
    /**
     * It may.
     *
     * @param peer what it is called from now on; two devices must not be called the same
     */
    record Accepted(String peer) implements Decision {
        /** Checks that there is a name. */
        public Accepted {
            if (peer.isBlank()) {
                throw new IllegalArgumentException("a peer without a name");
            }
        }
    }

    /**
     * It may not.
     *
     * @param reason why, in words for the people on both sides
     */
    record Refused(String reason) implements Decision {}
}

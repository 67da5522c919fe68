package io.ledgerstone.gossip.link;

/** A stranger may not join. The message is told to it. */
public final class JoinRefused extends Exception {
    private static final long serialVersionUID = 1L;

    /** A refusal with its reason, in words for the stranger. */
    public JoinRefused(String reason) {
        super(reason);
    }
}

package io.ledgerstone.gossip.link;

/** What a link cannot do because of how it was set up, or because of the computer it runs on. */
public final class LinkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LinkException(String message) {
        super(message);
    }

    LinkException(String message, Throwable cause) {
        super(message, cause);
    }
}

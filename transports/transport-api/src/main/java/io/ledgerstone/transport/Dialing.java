package io.ledgerstone.transport;

/**
 * What a transport can do whose peers are chosen by whoever uses it: connect to an address, and let go of a peer. Without it, the
 * peers of a transport come and go by themselves.
 */
public interface Dialing {
    /**
     * Tries once to connect. Sooner or later {@link TransportListener#up} or {@link TransportListener#unreachable} follows; or
     * nothing, if the address belongs to a peer that is up already.
     *
     * @param address in the transport's own form, such as {@code 127.0.0.1:4701}
     */
    void dial(String address);

    /**
     * Lets go of a peer; {@link TransportListener#down} follows, there and here. Frames that were taken before are still sent, as
     * far as that is possible.
     *
     * @param reason why, in words for a person; the peer may get to know it
     */
    void hangUp(String peer, String reason);

    /** Where others can dial this host; empty if nobody can. */
    String address();
}

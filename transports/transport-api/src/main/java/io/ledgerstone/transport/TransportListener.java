package io.ledgerstone.transport;

/** Who hears what happens on a transport. Called by one thread at a time; must return soon and must not throw. */
public interface TransportListener {
    /** A peer can be sent frames now. */
    void up(String peer);

    /**
     * A peer is gone. It may come again.
     *
     * @param reason why, in words for a person
     */
    void down(String peer, String reason);

    /** A frame came from a peer that is up. The bytes belong to the listener. */
    void received(String peer, byte[] frame);

    /** There is room again for a peer that a frame was not taken for. */
    void writable(String peer);

    /**
     * An address that was {@linkplain Dialing#dial dialed} led to no peer.
     *
     * @param reason why, in words for a person
     */
    default void unreachable(String address, String reason) {}
}

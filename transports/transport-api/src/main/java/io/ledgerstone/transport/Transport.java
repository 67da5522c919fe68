package io.ledgerstone.transport;

import java.util.Set;

/**
 * A way to other hosts, each of which has a name. Promises little, so that anything can be one: a frame that was taken may be
 * lost, doubled, late, or overtaken by a later one; one that arrives is whole and unchanged, and really comes from the peer it is
 * said to come from.
 *
 * <p>All methods may be called by any thread, also from within the listener, and none waits. The listener is called by one thread
 * at a time, in an order that makes sense: a peer is up before its first frame and receives nothing more once it is down.
 */
public interface Transport extends AutoCloseable {
    /**
     * Begins. Nothing happens before.
     *
     * @throws IllegalStateException if it has begun already
     */
    void start(TransportListener listener);

    /**
     * Takes a frame for a peer. The bytes must not change any more.
     *
     * @param frame 1 to {@link #frameBytesMax()} bytes
     * @return whether it was taken. If not, the peer is not up, or too much waits for it already: then
     *     {@link TransportListener#writable} tells when there is room again
     * @throws IllegalArgumentException if the frame is empty or too large
     */
    boolean send(String peer, byte[] frame);

    /** The peers that are up now. */
    Set<String> peers();

    /** The size of the largest frame; at least 96 KiB. */
    int frameBytesMax();

    /** Lets go of all peers; the listener hears of each, and of nothing after this has returned. May be called again. */
    @Override
    void close();
}

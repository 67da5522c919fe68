package io.ledgerstone.gossip.link;

/**
 * Bounds of a {@link LinkTransport}.
 *
 * @param connectMs how long a dial may wait for an answer
 * @param greetingMs how long it may take from the connection until the link is up
 * @param joinMs how long a stranger waits for the answer to its request
 * @param pingMs how often a peer is asked for a sign of life
 * @param deadMs how long a peer may give none, or take nothing of what waits for it
 * @param connectionsMax connections in all
 * @param connectionsPerAddressMax connections with one remote address; with one /64 network of IPv6
 * @param unsentBytesMax what may wait to be sent to a peer
 * @param unheardBytesMax what may wait for the listener, from one peer, before no more is read from it
 * @param refusedJoinsPerMinute refused joins of one remote address after which it is not listened to
 */
public record LinkLimits(
        int connectMs,
        int greetingMs,
        int joinMs,
        int pingMs,
        int deadMs,
        int connectionsMax,
        int connectionsPerAddressMax,
        int unsentBytesMax,
        int unheardBytesMax,
        int refusedJoinsPerMinute) {

    /** What a host uses. */
    public static final LinkLimits DEFAULT =
            new LinkLimits(5_000, 5_000, 30_000, 15_000, 30_000, 256, 64, 256 << 10, 256 << 10, 5);

    /** Checks the bounds. */
    public LinkLimits {
        if (connectMs < 1 || greetingMs < 1 || joinMs < 1 || pingMs < 1) {
            throw new IllegalArgumentException("a time limit below 1 ms; nothing would ever succeed");
        }
        if (deadMs <= pingMs) {
            throw new IllegalArgumentException(
                    "dead after " + deadMs + " ms, but asked only every " + pingMs + " ms; ask more often");
        }
        if (connectionsMax < 1 || connectionsPerAddressMax < 1 || refusedJoinsPerMinute < 1) {
            throw new IllegalArgumentException("a limit below 1; nobody could connect");
        }
        // Half of it must hold a frame: then there is room for any frame when there is said to be room.
        if (unsentBytesMax < 2 * (Wire.FRAME_BYTES_MAX + Wire.HEADER_BYTES) || unheardBytesMax < 1) {
            throw new IllegalArgumentException(
                    "room for " + unsentBytesMax + " bytes; two frames of " + Wire.FRAME_BYTES_MAX + " must fit");
        }
    }

    /** The same with other times for signs of life. */
    public LinkLimits pinging(int everyMs, int deadAfterMs) {
        return new LinkLimits(
                connectMs,
                greetingMs,
                joinMs,
                everyMs,
                deadAfterMs,
                connectionsMax,
                connectionsPerAddressMax,
                unsentBytesMax,
                unheardBytesMax,
                refusedJoinsPerMinute);
    }

    /** The same with another time for the greeting. */
    public LinkLimits greetingWithin(int ms) {
        return new LinkLimits(
                connectMs,
                ms,
                joinMs,
                pingMs,
                deadMs,
                connectionsMax,
                connectionsPerAddressMax,
                unsentBytesMax,
                unheardBytesMax,
                refusedJoinsPerMinute);
    }

    /** The same with another number of connections. */
    public LinkLimits connections(int max, int perAddressMax) {
        return new LinkLimits(
                connectMs,
                greetingMs,
                joinMs,
                pingMs,
                deadMs,
                max,
                perAddressMax,
                unsentBytesMax,
                unheardBytesMax,
                refusedJoinsPerMinute);
    }
}

package io.ledgerstone.gossip.link;

/**
 * What went over one link since it came up, pings and the like not counted.
 *
 * @param peer who is on the other side
 * @param remote the address it is connected from or to
 * @param wasDialed whether this host dialed
 * @param upMs for how long it is up
 * @param framesOut frames that were handed to the network
 * @param bytesOut bytes of these
 * @param framesIn frames that came
 * @param bytesIn bytes of these
 * @param notTaken frames that were not taken because too much waited
 * @param unsentBytes what waits to be sent
 * @param unheardBytes what waits for the listener
 * @param roundTripUs how long the last ping took; 0 if none came back yet
 */
public record LinkCount(
        String peer,
        String remote,
        boolean wasDialed,
        long upMs,
        long framesOut,
        long bytesOut,
        long framesIn,
        long bytesIn,
        long notTaken,
        int unsentBytes,
        int unheardBytes,
        long roundTripUs) {}

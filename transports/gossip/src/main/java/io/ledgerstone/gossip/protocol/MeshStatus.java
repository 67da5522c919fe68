package io.ledgerstone.gossip.protocol;

import java.util.List;

/**
 * How a node is.
 *
 * @param node its number
 * @param name its name
 * @param address where others can dial it; empty if nowhere
 * @param large whether the mesh is so large that not everybody is told everything
 * @param neighbours its neighbours
 * @param known nodes it could dial
 * @param ledgers the shared ledgers
 * @param delay how long entries were on their way from where they were made, by the clocks of both
 * @param hops how many entries came over one link, over two, and so on
 */
public record MeshStatus(
        int node,
        String name,
        String address,
        boolean large,
        List<Peer> neighbours,
        List<Contact> known,
        List<LedgerTraffic> ledgers,
        Delay delay,
        List<Long> hops) {
    /** Copies the lists. */
    public MeshStatus {
        neighbours = List.copyOf(neighbours);
        known = List.copyOf(known);
        ledgers = List.copyOf(ledgers);
        hops = List.copyOf(hops);
    }

    /**
     * A neighbour.
     *
     * @param peer what it is called on the wire
     * @param node its number
     * @param name its name
     * @param address where it can be dialed
     * @param upMs since when, by the clock of whoever drives the machine
     * @param framesIn frames that came from it
     * @param bytesIn bytes of these
     * @param framesOut frames for it
     * @param bytesOut bytes of these
     * @param duplicates entries it sent that were here
     */
    public record Peer(
            String peer,
            int node,
            String name,
            String address,
            long upMs,
            long framesIn,
            long bytesIn,
            long framesOut,
            long bytesOut,
            long duplicates) {}

    /**
     * What happened to a ledger's entries.
     *
     * @param name the ledger
     * @param originated entries of this host that it told others
     * @param gossiped new ones that came by gossip
     * @param synced new ones that came by reconciliation
     * @param duplicates ones that came by gossip and were here
     * @param refused ones that came by gossip and were refused
     * @param sent copies that were sent to neighbours
     */
    public record LedgerTraffic(
            String name, long originated, long gossiped, long synced, long duplicates, long refused, long sent) {}

    /**
     * Times.
     *
     * @param count of how many entries
     * @param p50Ms half took no longer
     * @param p90Ms nine of ten took no longer
     * @param p99Ms 99 of 100 took no longer
     * @param maxMs the longest
     */
    public record Delay(long count, long p50Ms, long p90Ms, long p99Ms, long maxMs) {}
}

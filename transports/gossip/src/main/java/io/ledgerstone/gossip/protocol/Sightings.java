package io.ledgerstone.gossip.protocol;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When this node last saw that others are in the same graph, and how far away they are: by the ways that entries came. What
 * neighbours say of it may be wrong; it only guides whom to link to. Bounded. Confined to one thread.
 */
final class Sightings {
    private static final int NODES_MAX = 128;

    /** A sighting that is older says nothing. */
    private static final long LOST_MS = 60_000;

    private final Map<Integer, Sighting> nodes = new LinkedHashMap<>();

    /** Links to a node, on the last way and the one before; 0 if unknown. */
    private record Sighting(int hops, int hopsBefore, long seenMs) {}

    /** New entries came from the first of these nodes through the others. */
    void came(Collection<Integer> path, int hops, long nowMs) {
        boolean first = true;
        for (int node : path) {
            Sighting before = nodes.remove(node);
            int lastHops = before == null ? 0 : before.hops;
            Sighting now = first
                    ? new Sighting(hops, lastHops, nowMs)
                    : new Sighting(lastHops, before == null ? 0 : before.hopsBefore, nowMs);
            nodes.put(node, now);
            first = false;
        }
        Iterator<Integer> oldest = nodes.keySet().iterator();
        while (nodes.size() > NODES_MAX) {
            oldest.next();
            oldest.remove();
        }
    }

    /** Whether it may be in another graph: nothing came through it lately. */
    boolean isLost(int node, long nowMs) {
        Sighting sighting = nodes.get(node);
        return sighting == null || nowMs - sighting.seenMs > LOST_MS;
    }

    /** Whether what it made came over more links than this, the time before too if there was one. */
    boolean isFar(int node, int hopsMax, long nowMs) {
        Sighting sighting = nodes.get(node);
        return sighting != null
                && nowMs - sighting.seenMs <= LOST_MS
                && sighting.hops > hopsMax
                && (sighting.hopsBefore == 0 || sighting.hopsBefore > hopsMax);
    }

    /** The graph here is another now: distances are to be seen anew. */
    void forgetDistances() {
        nodes.replaceAll((node, sighting) -> new Sighting(0, 0, sighting.seenMs));
    }
}

package io.ledgerstone.gossip.protocol;

import java.util.List;
import java.util.function.Supplier;

/**
 * How a node behaves. Times are in milliseconds.
 *
 * @param node its number, from 1
 * @param name what people call it
 * @param address where others can dial it, which may be known only once it listens; empty if nowhere
 * @param seeds addresses to dial at first, again for as long as there are too few neighbours, and now and then to find those
 *     that the mesh was parted from
 * @param fixed addresses of the only neighbours to look for; empty to look for any
 * @param neighboursMax how many neighbours there are in a small mesh
 * @param batchMs how long entries wait for others when some were sent just before
 */
public record MeshSettings(
        int node,
        String name,
        Supplier<String> address,
        List<String> seeds,
        List<String> fixed,
        int neighboursMax,
        long batchMs) {
    /** Nodes that a mesh may have to be a small one. */
    public static final int SMALL_MAX = 32;

    /** How many neighbours a node of a large mesh has at least. */
    static final int NEIGHBOURS_LARGE = 12;

    /** Copies the lists. */
    public MeshSettings {
        seeds = List.copyOf(seeds);
        fixed = List.copyOf(fixed);
    }

    /** A node with up to three neighbours that it finds by itself, beginning with these. */
    public static MeshSettings of(int node, String address, List<String> seeds) {
        return new MeshSettings(node, "node " + node, () -> address, seeds, List.of(), 3, 5);
    }
}

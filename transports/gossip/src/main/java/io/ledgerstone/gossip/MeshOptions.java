package io.ledgerstone.gossip;

import io.ledgerstone.gossip.link.LinkIdentity;
import io.ledgerstone.ledger.entry.LedgerException;
import io.ledgerstone.ledger.trust.DeviceKey;
import io.ledgerstone.ledger.trust.TrustLedger;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a host takes part in a mesh. Immutable; each method answers other options.
 *
 * @param name what people call this host
 * @param place where it can be found
 * @param graph whom it dials
 * @param ledgers the ledgers to share, by name; empty for all
 * @param group the group's trust, or null for an insecure mesh
 * @param node this host's number in an insecure mesh; in a group the roster has it
 * @param realm the realm of the host's own entries
 * @param creator their creator
 * @param clock the time of day
 */
public record MeshOptions(
        String name,
        Place place,
        Graph graph,
        List<String> ledgers,
        @Nullable Group group,
        int node,
        int realm,
        long creator,
        InstantSource clock) {
    /** Copies the list. */
    public MeshOptions {
        ledgers = List.copyOf(ledgers);
        if (node < 1) {
            throw new LedgerException("A mesh's nodes are numbered from 1, not " + node);
        }
    }

    /**
     * Where a host can be found.
     *
     * @param host the network interface to listen on, such as {@code 127.0.0.1}
     * @param port the port; 0 for any that is free
     * @param announced where others are told to dial this host, {@code name:port}; empty for where it listens
     */
    public record Place(String host, int port, String announced) {
        private static final Place HERE = new Place("127.0.0.1", 0, "");
    }

    /**
     * Whom a host dials.
     *
     * @param seeds addresses to begin with, dialed again for as long as there are too few neighbours
     * @param neighbours addresses of the only hosts to dial, for a graph drawn by hand; empty to find neighbours by itself
     * @param neighboursMax how many neighbours there are in a mesh of up to 32 hosts
     */
    public record Graph(List<String> seeds, List<String> neighbours, int neighboursMax) {
        private static final Graph EMPTY = new Graph(List.of(), List.of(), 3);

        /** Copies the lists. */
        public Graph {
            seeds = List.copyOf(seeds);
            neighbours = List.copyOf(neighbours);
            if (neighboursMax < 1) {
                throw new LedgerException("A mesh's node has one neighbour or more, not " + neighboursMax);
            }
        }
    }

    /**
     * A host's place in a group.
     *
     * @param founder the key that the group began with
     * @param identity this host's device
     */
    public record Group(DeviceKey founder, LinkIdentity identity) {}

    /** A host of an insecure mesh on this computer, on any free port, that shares all its ledgers. */
    public static MeshOptions insecure(int node) {
        return new MeshOptions(
                "node " + node, Place.HERE, Graph.EMPTY, List.of(), null, node, 0, node, Clock.systemUTC());
    }

    /** A host of a group, on any free port of this computer, that shares all its ledgers. */
    public static MeshOptions of(Group group, String name, int realm, long creator) {
        return new MeshOptions(name, Place.HERE, Graph.EMPTY, List.of(), group, 1, realm, creator, Clock.systemUTC());
    }

    /** The same by another name. */
    public MeshOptions called(String newName) {
        return new MeshOptions(newName, place, graph, ledgers, group, node, realm, creator, clock);
    }

    /** The same, listening elsewhere. */
    public MeshOptions listening(String host, int port, String announced) {
        return new MeshOptions(
                name, new Place(host, port, announced), graph, ledgers, group, node, realm, creator, clock);
    }

    /** The same, dialing these. */
    public MeshOptions dialing(List<String> seeds, List<String> neighbours, int neighboursMax) {
        return new MeshOptions(
                name, place, new Graph(seeds, neighbours, neighboursMax), ledgers, group, node, realm, creator, clock);
    }

    /** The same, sharing these ledgers. */
    public MeshOptions sharing(List<String> newLedgers) {
        return new MeshOptions(name, place, graph, newLedgers, group, node, realm, creator, clock);
    }

    /** Whether a ledger is shared. The group's own two are, and the one of messages. */
    boolean shares(String ledger) {
        return ledgers.isEmpty()
                || ledgers.contains(ledger)
                || ledger.equals(Mesh.MESSAGES)
                || TrustLedger.isOne(ledger);
    }
}

package io.ledgerstone.gossip.protocol;

import io.ledgerstone.ledger.entry.KeyLayout;
import java.util.Map;
import java.util.TreeMap;

/** A peer that is up, and what this node knows of it. Confined to one thread. */
final class Link {
    private static final double FRAMES_PER_MS = 4;
    private static final double FRAMES_MAX = 20_000;

    final String peer;
    final long upMs;
    final Map<String, KeyLayout> ledgers = new TreeMap<>();
    int node;
    String name = "";
    String address = "";
    boolean greeted;

    /** Whether entries are exchanged with it. */
    boolean neighbour;

    /** When it was asked to be a neighbour, or 0. */
    long askedMs;

    /** When it last took the place of another, or 0. */
    long displacedMs;

    /** When it refused, or 0. */
    long refusedMs;

    /** In a large mesh: whether it is told of entries only. */
    boolean lazy;

    /** When something came from it last. */
    long heardMs;

    /** When something was sent to it last. */
    long sentMs;

    long framesIn;
    long bytesIn;
    long framesOut;
    long bytesOut;
    long duplicates;
    int malformed;
    private double allowance = FRAMES_MAX;
    private long allowedMs;

    Link(String peer, long nowMs) {
        this.peer = peer;
        upMs = nowMs;
        allowedMs = nowMs;
        heardMs = nowMs;
        sentMs = nowMs;
    }

    /** Counts a frame; false if there are more than anybody needs. */
    boolean take(int bytes, long nowMs) {
        heardMs = nowMs;
        framesIn++;
        bytesIn += bytes;
        allowance = Math.min(FRAMES_MAX, allowance + (nowMs - allowedMs) * FRAMES_PER_MS);
        allowedMs = nowMs;
        allowance -= 1;
        return allowance >= 0;
    }

    MeshStatus.Peer status() {
        return new MeshStatus.Peer(peer, node, name, address, upMs, framesIn, bytesIn, framesOut, bytesOut, duplicates);
    }
}

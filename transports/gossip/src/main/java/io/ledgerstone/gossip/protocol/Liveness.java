package io.ledgerstone.gossip.protocol;

import io.ledgerstone.gossip.wire.Frame;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Sees to it that neighbours that fall silent are noticed: each neighbour is sent something every two seconds, an empty frame if
 * there is nothing to say, and is let go when nothing came from it for three times as long and some. A transport would notice as
 * well, in half a minute. Confined to one thread.
 */
final class Liveness {
    /** With one byte of tag, one of length and five of the transport's header: 4 B/s. */
    static final long ALIVE_MS = 2_000;

    static final long SILENT_MS = 7_000;

    private static final long LOOK_MS = 500;

    private final Membership membership;
    private final BiConsumer<Link, Frame> send;
    private final Consumer<MeshOutput> output;
    private long lookMs;

    /**
     * Nobody is listened to yet.
     *
     * @param send sends a frame to a peer
     * @param output takes what else is to be done
     */
    Liveness(Membership membership, BiConsumer<Link, Frame> send, Consumer<MeshOutput> output) {
        this.membership = membership;
        this.send = send;
        this.output = output;
    }

    /** A peer says that it is there. Only neighbours do: if it is none here, it has missed a goodbye. */
    void alive(Link link) {
        if (!link.neighbour) {
            send.accept(link, Frames.bye("no neighbour", List.of()));
        }
    }

    void tick(long nowMs) {
        if (nowMs < lookMs) {
            return;
        }
        lookMs = nowMs + LOOK_MS;
        for (Link link : membership.neighbours()) {
            if (nowMs >= link.heardMs + SILENT_MS) {
                link.heardMs = nowMs;
                output.accept(new MeshOutput.HangUp(link.peer, "it has been silent for " + SILENT_MS / 1_000 + " s"));
            } else if (nowMs > link.sentMs + ALIVE_MS - LOOK_MS) {
                send.accept(link, Frames.alive());
            }
        }
    }

    long nextTickMs() {
        return membership.neighbours().isEmpty() ? Long.MAX_VALUE : lookMs;
    }
}

package io.ledgerstone.simulation;

import io.ledgerstone.transport.memory.MemoryTransport;
import java.util.List;

/** Keeps trying to reach a host's neighbours. */
final class Dialer {
    private static final long AGAIN_MS_MIN = 1000;
    private static final long AGAIN_MS_MAX = 6000;

    private final MemoryTransport transport;
    private final List<String> neighbours;
    private final Chance chance;
    private final Wiring wiring;
    private long nextMs;

    Dialer(MemoryTransport transport, List<String> neighbours, Chance chance, Wiring wiring) {
        this.transport = transport;
        this.neighbours = neighbours;
        this.chance = chance;
        this.wiring = wiring;
    }

    void tick(long nowMs) {
        if (nowMs >= nextMs) {
            nextMs = Long.MAX_VALUE;
            boolean all = true;
            for (String neighbour : neighbours) {
                if (!transport.peers().contains(neighbour)) {
                    transport.dial("node-" + neighbour);
                    all = false;
                }
            }
            if (!all) {
                again(nowMs);
            }
        }
    }

    /** Somebody is gone or was not there. */
    void again(long nowMs) {
        if (wiring.dialsAgain()) {
            nextMs = Math.min(nextMs, nowMs + chance.between(AGAIN_MS_MIN, AGAIN_MS_MAX));
        }
    }

    long nextMs() {
        return nextMs;
    }
}

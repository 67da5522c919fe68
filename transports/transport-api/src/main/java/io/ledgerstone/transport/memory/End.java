package io.ledgerstone.transport.memory;

import org.jspecify.annotations.Nullable;

/**
 * One side of a connection. It is coming (the other side knows of it, its owner does not yet), then up, then over, for good.
 */
final class End {
    static final long HEARD = -1;

    final MemoryTransport owner;
    final Lane out;
    final Lane in;

    /** The side of the peer. Set once, right after both are made. */
    @Nullable End other;

    State state = State.COMING;

    /** When the last byte that was taken leaves. */
    long busyUntilUs;

    /** No frame that keeps its turn arrives before this. */
    long arrivalMs;

    /** Whether the owner is owed a word when there is room again. */
    boolean owesWritable;

    /** Since when nothing can be heard from the peer; {@link #HEARD} while something can. */
    long silentSinceMs = HEARD;

    enum State {
        /** The peer has agreed, and the news is on its way. */
        COMING,
        /** The owner was told. */
        UP,
        /** Nothing goes in or out any more. */
        OVER
    }

    End(MemoryTransport owner, Lane out, Lane in) {
        this.owner = owner;
        this.out = out;
        this.in = in;
    }

    String peer() {
        return out.to;
    }

    boolean isUp() {
        return state == State.UP;
    }

    /** How many bytes wait for their turn. */
    long backlogBytes(long nowMs, LinkQuality quality) {
        long waitUs = Math.max(0, busyUntilUs - nowMs * 1000);
        return waitUs * quality.bytesPerSecond() / 1_000_000;
    }
}

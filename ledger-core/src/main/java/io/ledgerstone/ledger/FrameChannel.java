package io.ledgerstone.ledger;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A way to one peer for frames of 1 to {@link io.ledgerstone.ledger.sync.SyncLimits#FRAME_BYTES_MAX} bytes. It may lose, double
 * and reorder frames, and need not say so. Who the peer is must be known before: the channel answers for that, not the frames.
 *
 * <p>One thread sends and receives; any may close. A frame belongs to whoever receives it; a sender must not change it any more.
 */
public interface FrameChannel extends AutoCloseable {
    /** Sends a frame, or loses it: rather than wait long, and always once the channel is closed. */
    void send(byte[] frame);

    /** The next frame; null if none has come in time, or if the channel is closed. */
    byte @Nullable [] receive(Duration patience) throws InterruptedException;

    /** Whether no frame will come any more. */
    boolean isClosed();

    @Override
    void close();

    /** Both ends of a channel within this program. Frames that nobody receives are lost when there are too many. */
    static Pair pair() {
        return QueueChannel.pair();
    }

    /** Two ends of a channel; closing one closes both. */
    record Pair(FrameChannel left, FrameChannel right) {}
}

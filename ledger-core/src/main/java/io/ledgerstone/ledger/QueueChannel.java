package io.ledgerstone.ledger;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One end of a channel in memory. */
final class QueueChannel implements FrameChannel {
    private static final int FRAMES_MAX = 64;
    private static final byte[] WAKE = {};

    private final BlockingQueue<byte[]> in;
    private final BlockingQueue<byte[]> out;
    private final AtomicBoolean closed;

    private QueueChannel(BlockingQueue<byte[]> in, BlockingQueue<byte[]> out, AtomicBoolean closed) {
        this.in = in;
        this.out = out;
        this.closed = closed;
    }

    static Pair pair() {
        BlockingQueue<byte[]> one = new LinkedBlockingQueue<>(FRAMES_MAX);
        BlockingQueue<byte[]> other = new LinkedBlockingQueue<>(FRAMES_MAX);
        AtomicBoolean closed = new AtomicBoolean();
        return new Pair(new QueueChannel(one, other, closed), new QueueChannel(other, one, closed));
    }

    /** Loses the frame if the queue is full: whoever waits for an answer asks again. */
    @Override
    public void send(byte[] frame) {
        if (!closed.get()) {
            put(out, frame);
        }
    }

    @Override
    public byte @Nullable [] receive(Duration patience) throws InterruptedException {
        byte[] frame = closed.get() ? in.poll() : in.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        return frame == null || frame.length == 0 ? null : frame;
    }

    @Override
    public boolean isClosed() {
        return closed.get() && in.isEmpty();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            put(in, WAKE);
            put(out, WAKE);
        }
    }

    /** A full queue needs no frame to wake its reader. */
    @SuppressWarnings("ReturnValueIgnored") // what does not fit is lost, as the contract allows
    private static void put(BlockingQueue<byte[]> queue, byte[] frame) {
        queue.offer(frame);
    }
}

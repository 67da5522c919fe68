package io.ledgerstone.gossip.link;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent on one connection. Any thread puts in, the event loop takes out. Bytes count until the network has taken
 * them.
 */
final class Outbox {
    private final int bytesMax;
    private final Queue<byte[]> frames = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unsentBytes = new AtomicInteger();
    private final AtomicBoolean isBeingEmptied = new AtomicBoolean();
    private final AtomicBoolean owesRoom = new AtomicBoolean();
    private final LongAdder notTaken = new LongAdder();

    Outbox(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** Takes a frame if there is room. */
    boolean offer(byte[] frame) {
        int bytes = bytes(frame);
        int before = unsentBytes.getAndUpdate(unsent -> unsent + bytes <= bytesMax ? unsent + bytes : unsent);
        if (before + bytes > bytesMax) {
            notTaken.increment();
            owesRoom.set(true);
            return false;
        }
        frames.add(frame);
        return true;
    }

    /** Whether the caller has to see to it that it is emptied: nobody else does. */
    boolean needsEmptying() {
        return !isBeingEmptied.getAndSet(true);
    }

    /** Before emptying: frames that come from now on need emptying again. */
    void emptying() {
        isBeingEmptied.set(false);
    }

    byte @Nullable [] poll() {
        return frames.poll();
    }

    void sent(byte[] frame) {
        unsentBytes.addAndGet(-bytes(frame));
    }

    /** Whether it must be said now, once, that there is room again. */
    boolean hasNewRoom() {
        return unsentBytes.get() <= bytesMax / 2 && owesRoom.compareAndSet(true, false);
    }

    int unsentBytes() {
        return unsentBytes.get();
    }

    long notTaken() {
        return notTaken.sum();
    }

    private static int bytes(byte[] frame) {
        return frame.length + Wire.HEADER_BYTES;
    }
}

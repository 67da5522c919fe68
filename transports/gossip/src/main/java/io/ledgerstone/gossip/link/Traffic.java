package io.ledgerstone.gossip.link;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What went over one connection, and what of it the listener has not heard yet. For any thread. */
final class Traffic {
    private final int unheardBytesMax;
    private final AtomicInteger unheardBytes = new AtomicInteger();
    private final LongAdder framesOut = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();
    private final LongAdder framesIn = new LongAdder();
    private final LongAdder bytesIn = new LongAdder();
    private volatile long upNs;
    private volatile long roundTripNs;

    Traffic(int unheardBytesMax) {
        this.unheardBytesMax = unheardBytesMax;
    }

    void up(long nowNs) {
        upNs = nowNs;
    }

    void roundTrip(long ns) {
        roundTripNs = ns;
    }

    void sent(byte[] frame) {
        framesOut.increment();
        bytesOut.add(frame.length);
    }

    /** Whether no more should be read for now. */
    boolean came(byte[] frame) {
        framesIn.increment();
        bytesIn.add(frame.length);
        return unheardBytes.addAndGet(frame.length + Wire.HEADER_BYTES) > unheardBytesMax;
    }

    /** Whether the listener has just caught up. */
    boolean heard(byte[] frame) {
        int bytes = frame.length + Wire.HEADER_BYTES;
        int left = unheardBytes.addAndGet(-bytes);
        int enough = unheardBytesMax / 2;
        return left <= enough && left + bytes > enough;
    }

    /** Whether the listener keeps up. */
    boolean isHeard() {
        return unheardBytes.get() <= unheardBytesMax / 2;
    }

    LinkCount count(Connection link) {
        return new LinkCount(
                link.peer(),
                link.remote(),
                link.isDialer(),
                NANOSECONDS.toMillis(System.nanoTime() - upNs),
                framesOut.sum(),
                bytesOut.sum(),
                framesIn.sum(),
                bytesIn.sum(),
                link.outbox().notTaken(),
                link.outbox().unsentBytes(),
                unheardBytes.get(),
                NANOSECONDS.toMicros(roundTripNs));
    }
}

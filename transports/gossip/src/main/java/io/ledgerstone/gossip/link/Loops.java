package io.ledgerstone.gossip.link;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;

/** The event loops that all links of this process share: two threads, which no process waits for at its end. */
final class Loops {
    private static final int THREADS = 2;

    private static final MultiThreadIoEventLoopGroup SHARED = new MultiThreadIoEventLoopGroup(
            THREADS, new DefaultThreadFactory("ledgerstone-link", true), NioIoHandler.newFactory());

    private Loops() {}

    /** One of them. A transport stays on one, so that what it knows needs no locks. */
    static EventLoop next() {
        return SHARED.next();
    }

    /** Whether this thread is one of them, which must not wait for another. */
    static boolean isOne() {
        for (EventExecutor loop : SHARED) {
            if (loop.inEventLoop()) {
                return true;
            }
        }
        return false;
    }
}

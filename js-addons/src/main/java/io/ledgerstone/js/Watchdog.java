package io.ledgerstone.js;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The last resort against addons that hang or eat the memory where the engine counts no statements: inside built-in functions. One
 * thread for all addons, asleep while none runs.
 *
 * <p>Its verdict depends on the machine, so it never leads to a result: an addon it has stopped is stopped for good, with an error.
 */
final class Watchdog implements AutoCloseable {
    private static final long PERIOD_NANOS = 50_000_000;

    private final Bounds bounds;
    private final Set<Watch> running = ConcurrentHashMap.newKeySet();
    private final @Nullable ThreadMXBean threads =
            ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean && bean.isThreadAllocatedMemorySupported()
                    ? bean
                    : null;
    private @Nullable Thread thread;
    private volatile boolean closed;

    /**
     * What one call may take.
     *
     * @param callMsMax milliseconds of wall time
     * @param callBytesMax bytes allocated, which count only while memory is short
     */
    record Bounds(long callMsMax, long callBytesMax) {
        /** Half a minute, and a quarter of the heap. */
        static final Bounds DEFAULT = new Bounds(30_000, Runtime.getRuntime().maxMemory() / 4);

        boolean memoryIsShort() {
            Runtime runtime = Runtime.getRuntime();
            return runtime.totalMemory() - runtime.freeMemory() > runtime.maxMemory() / 10 * 9;
        }
    }

    Watchdog(Bounds bounds) {
        this.bounds = bounds;
    }

    void add(Watch watch) {
        running.add(watch);
        Thread dog = thread;
        if (dog == null) {
            start();
        } else {
            LockSupport.unpark(dog);
        }
    }

    void remove(Watch watch) {
        running.remove(watch);
    }

    private synchronized void start() {
        if (thread == null && !closed) {
            thread = Thread.ofPlatform().daemon().name("js-watchdog").start(this::watch);
        }
    }

    private void watch() {
        while (!closed) {
            if (running.isEmpty()) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, PERIOD_NANOS);
                long nowNanos = System.nanoTime();
                running.forEach(each -> each.check(nowNanos, bounds));
            }
        }
    }

    long allocatedBytes(Thread of) {
        return threads == null ? 0 : threads.getThreadAllocatedBytes(of.threadId());
    }

    @Override
    public synchronized void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}

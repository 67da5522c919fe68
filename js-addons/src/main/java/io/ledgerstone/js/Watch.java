package io.ledgerstone.js;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.graalvm.polyglot.Context;
import org.jspecify.annotations.Nullable;

/**
 * The watch over one addon: which call it is in, since when, and what that call has allocated. The addon's thread tells it where it
 * is; the {@link Watchdog} looks at it from time to time and stops what goes on for too long.
 */
final class Watch {
    private static final Duration INTERRUPT_WAIT = Duration.ofMillis(50);

    private final Watchdog watchdog;
    private final Context context;
    private final AtomicLong calls = new AtomicLong();
    private int depth;
    private int paused;
    private @Nullable Thread thread;
    private long seenCalls = -1;
    private long seenAtNanos;
    private long seenBytes;
    private @Nullable String reason;

    Watch(Watchdog watchdog, Context context) {
        this.watchdog = watchdog;
        this.context = context;
    }

    /** The current thread goes into the addon. Pairs may be nested. */
    void begin() {
        synchronized (this) {
            calls.incrementAndGet();
            if (depth++ > 0) {
                return;
            }
            thread = Thread.currentThread();
        }
        watchdog.add(this);
    }

    /** The current thread comes out again. */
    void end() {
        synchronized (this) {
            if (--depth > 0) {
                return;
            }
            thread = null;
            seenCalls = -1;
            if (reason != null) {
                // What woke the addon up must not hit the host's next wait.
                Thread.interrupted();
            }
        }
        watchdog.remove(this);
    }

    /** The addon begins with another entry; only its own thread calls this. */
    void nextCall() {
        calls.setOpaque(calls.getPlain() + 1);
    }

    /** The host works on behalf of the addon, which is not the addon's fault. */
    synchronized void pause() {
        paused++;
    }

    /** The host is done. */
    synchronized void resume() {
        paused--;
        seenCalls = -1;
    }

    /** Why the addon was stopped, or null if it was not. */
    synchronized @Nullable String reason() {
        return reason;
    }

    /** Looks whether the call goes on for too long, and stops it if so. */
    synchronized void check(long nowNanos, Watchdog.Bounds bounds) {
        Thread running = thread;
        if (running == null || paused > 0) {
            return;
        }
        long call = calls.getOpaque();
        if (call != seenCalls) {
            seenCalls = call;
            seenAtNanos = nowNanos;
            seenBytes = watchdog.allocatedBytes(running);
            return;
        }
        if (nowNanos - seenAtNanos > bounds.callMsMax() * 1_000_000L) {
            stop("one call went on for more than " + bounds.callMsMax() / 1000.0
                    + " seconds inside a built-in function, where statements are not counted");
        } else if (watchdog.allocatedBytes(running) - seenBytes > bounds.callBytesMax() && bounds.memoryIsShort()) {
            stop("one call used up the memory; keep less at a time");
        }
    }

    private void stop(String why) {
        reason = why;
        try {
            context.interrupt(INTERRUPT_WAIT);
        } catch (TimeoutException stillBusy) {
            // The next look tries again.
        }
    }
}

package io.ledgerstone.gossip;

import io.ledgerstone.ledger.entry.LedgerException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread of a mesh, its clock, which never goes back, and its alarm. After each task something is done once more. */
final class MeshLoop implements Executor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MeshLoop.class);
    private static final long ASK_SECONDS_MAX = 30;
    private static final long CLOSE_SECONDS_MAX = 10;

    private final ScheduledThreadPoolExecutor executor;
    private final long beginNs = System.nanoTime();
    private final Runnable afterwards;
    private @Nullable ScheduledFuture<?> alarm;
    private long alarmMs = Long.MAX_VALUE;

    MeshLoop(String name, Runnable afterwards) {
        this.afterwards = afterwards;
        executor = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("mesh " + name).daemon().factory());
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Milliseconds of a clock that never goes back, from above 0. */
    long nowMs() {
        return 1 + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beginNs);
    }

    @Override
    public void execute(Runnable task) {
        try {
            executor.execute(() -> run(task));
        } catch (RejectedExecutionException e) {
            // The mesh is closed; nobody waits for this any more.
            return;
        }
    }

    /** Whatever goes wrong in one task is no reason to leave the others undone. */
    private void run(Runnable task) {
        try {
            task.run();
            afterwards.run();
        } catch (RuntimeException | Error e) {
            LOG.error("Something in the mesh broke", e);
        }
    }

    /** Runs a task on the thread, and waits for its end. */
    void await(Runnable task) {
        ask(() -> {
            task.run();
            return true;
        });
    }

    /** Runs a task on the thread, and waits for what it returns. */
    <T> T ask(Callable<T> task) {
        try {
            Future<T> answer = executor.submit(() -> {
                T result = task.call();
                afterwards.run();
                return result;
            });
            return answer.get(ASK_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof LedgerException known
                    ? known
                    : new LedgerException("Something in the mesh broke: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerException("Interrupted while waiting for the mesh", e);
        } catch (TimeoutException e) {
            throw new LedgerException("The mesh is too busy to answer; try again", e);
        } catch (RejectedExecutionException e) {
            throw new LedgerException("The mesh is closed", e);
        }
    }

    /** Sets the alarm, in place of the last one. On the thread. */
    void wakeAt(long atMs, Runnable task) {
        if (alarm != null && !alarm.isDone() && alarmMs <= atMs) {
            return;
        }
        if (alarm != null) {
            alarm.cancel(false);
        }
        alarmMs = atMs;
        try {
            alarm = executor.schedule(() -> ring(task), Math.max(0, atMs - nowMs()), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            alarm = null;
        }
    }

    private void ring(Runnable task) {
        alarm = null;
        alarmMs = Long.MAX_VALUE;
        run(task);
    }

    /** Ends after what is being done. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(CLOSE_SECONDS_MAX, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}

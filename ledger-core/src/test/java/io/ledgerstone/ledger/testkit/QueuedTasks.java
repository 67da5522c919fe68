package io.ledgerstone.ledger.testkit;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** Tasks that wait, in order, until somebody runs them. One thread. */
public final class QueuedTasks implements Executor {
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    /** Runs the oldest task; false if there is none. */
    public boolean runOne() {
        Runnable task = tasks.poll();
        if (task == null) {
            return false;
        }
        task.run();
        return true;
    }

    /** Runs tasks until there are none. */
    public void runAll() {
        while (runOne()) {
            Thread.onSpinWait();
        }
    }

    /** Forgets what was not run. */
    public void drop() {
        tasks.clear();
    }
}

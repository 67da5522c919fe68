package io.ledgerstone.ledger;

import io.ledgerstone.ledger.entry.LedgerException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * A loop without a thread: whoever uses the ledger runs its tasks, on the thread that uses it. What is asked before a task runs
 * is done with it, as one group. Nobody ever waits, so how much is queued is up to whoever asks.
 */
final class TaskLoop implements LedgerLoop {
    private final Queue<Request> queue = new ArrayDeque<>();
    private final Executor executor;
    private final Consumer<List<Request>> work;
    private boolean scheduled;
    private boolean working;
    private boolean closed;

    TaskLoop(Executor executor, Consumer<List<Request>> work) {
        this.executor = executor;
        this.work = work;
    }

    @Override
    public void start() {
        // It has nothing to start.
    }

    @Override
    public void ask(Request request) {
        if (closed) {
            request.fail(new LedgerException("The ledger is closed"));
            return;
        }
        queue.add(request);
        if (!scheduled) {
            scheduled = true;
            executor.execute(this::run);
        }
    }

    @Override
    public boolean isCurrent() {
        return true;
    }

    private void run() {
        scheduled = false;
        if (working) {
            return;
        }
        working = true;
        try {
            while (!queue.isEmpty()) {
                work.accept(group());
            }
        } finally {
            working = false;
        }
    }

    private List<Request> group() {
        List<Request> group = new ArrayList<>();
        int entries = 0;
        while (entries < GROUP_ENTRIES_MAX && !queue.isEmpty()) {
            Request next = queue.remove();
            group.add(next);
            entries += next.entries();
        }
        return group;
    }

    @Override
    public void close() {
        run();
        closed = true;
    }
}

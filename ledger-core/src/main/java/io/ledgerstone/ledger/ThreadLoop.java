package io.ledgerstone.ledger;

import io.ledgerstone.ledger.entry.LedgerException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * The one thread that owns a ledger. Groups form by themselves: while one is being forced to disk, the next queues up. Whoever
 * asks waits when too many bytes are queued.
 */
final class ThreadLoop implements LedgerLoop {
    private final BlockingQueue<Request> queue = new LinkedBlockingQueue<>();
    private final Semaphore pendingBytes;
    private final int pendingBytesMax;
    private final Consumer<List<Request>> work;
    private final Thread thread;
    private volatile boolean closing;

    ThreadLoop(String name, int pendingBytesMax, Consumer<List<Request>> work) {
        this.pendingBytesMax = pendingBytesMax;
        this.pendingBytes = new Semaphore(pendingBytesMax);
        this.work = work;
        thread = Thread.ofPlatform().name("ledger " + name).daemon().unstarted(this::run);
    }

    @Override
    public void start() {
        thread.start();
    }

    /** Waits while too much is queued already. */
    @Override
    public void ask(Request request) {
        pendingBytes.acquireUninterruptibly(permits(request));
        synchronized (queue) {
            if (!closing) {
                queue.add(request);
                return;
            }
        }
        pendingBytes.release(permits(request));
        request.fail(new LedgerException("The ledger is closed"));
    }

    @Override
    public boolean isCurrent() {
        return Thread.currentThread().equals(thread);
    }

    private int permits(Request request) {
        return Math.min(request.bytes(), pendingBytesMax);
    }

    private void run() {
        List<Request> group = new ArrayList<>();
        boolean interrupted = false;
        while (!(closing && queue.isEmpty())) {
            try {
                Request first = queue.take();
                int entries = 0;
                for (Request next = first; next != null; next = entries < GROUP_ENTRIES_MAX ? queue.poll() : null) {
                    group.add(next);
                    entries += next.entries();
                }
                work.accept(group);
            } catch (InterruptedException e) {
                interrupted = true;
            } finally {
                group.forEach(request -> pendingBytes.release(permits(request)));
                group.clear();
            }
        }
        if (interrupted) {
            thread.interrupt();
        }
    }

    @Override
    public void close() {
        CompletableFuture<Void> last = new CompletableFuture<>();
        synchronized (queue) {
            if (!closing) {
                closing = true;
                queue.add(new Request.Run(() -> {}, last));
            }
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

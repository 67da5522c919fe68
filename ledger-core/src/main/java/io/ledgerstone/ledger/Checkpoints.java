package io.ledgerstone.ledger;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Does one checkpoint at a time, beside everything else. Belongs to the ledger's thread. */
final class Checkpoints implements AutoCloseable {
    private final @Nullable ExecutorService own;
    private final Executor executor;
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
    private Runnable begun = () -> {};

    Checkpoints(String name, LedgerThreads threads) {
        Executor given = threads.executor();
        own = given != null
                ? null
                : Executors.newSingleThreadExecutor(Thread.ofPlatform()
                        .name("checkpoint of " + name)
                        .daemon()
                        .factory());
        executor = own != null ? own : Objects.requireNonNull(given);
    }

    /** Whether the last one is done. */
    boolean isIdle() {
        return last.isDone();
    }

    /** Begins one; the last is done. */
    void begin(Runnable checkpoint) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        begun = () -> run(checkpoint, done);
        last = done;
        executor.execute(begun);
    }

    private static void run(Runnable checkpoint, CompletableFuture<Void> done) {
        if (!done.isDone()) {
            try {
                checkpoint.run();
                done.complete(null);
            } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
            }
        }
    }

    /** Waits for the last one. Where there is one thread only, it is done on the spot. */
    void await() {
        if (own == null) {
            begun.run();
        }
        last.join();
    }

    @Override
    public void close() {
        if (own != null) {
            own.shutdown();
        }
    }
}

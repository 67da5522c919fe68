package io.ledgerstone.ledger;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Who does a ledger's work. */
public final class LedgerThreads {
    /** Threads that the ledger makes: one that owns it, one that writes its tables, and short ones that acknowledge. */
    public static final LedgerThreads OWN = new LedgerThreads(null);

    private final @Nullable Executor executor;

    private LedgerThreads(@Nullable Executor executor) {
        this.executor = executor;
    }

    /**
     * The one thread that uses the ledger, whenever an executor runs what it is given; for simulations. Nothing waits then:
     * requests are done when the executor runs them, and what cannot wait, such as closing, is done on the spot. Subscriptions
     * and reductions have threads of their own all the same; {@link Ledger#whenGrown} and {@link Ledger#replay} need none.
     *
     * @param executor runs tasks one after another, in order, on the thread that uses the ledger, and never inside
     *     {@link Executor#execute}. Tasks it never runs are as good as a crash
     */
    public static LedgerThreads of(Executor executor) {
        return new LedgerThreads(executor);
    }

    /** The executor of the one thread, or null if the ledger has threads of its own. */
    @Nullable Executor executor() {
        return executor;
    }

    /** Whatever people hang on their futures must not run on the ledger's thread: it may wait for that thread. */
    void later(Runnable tell) {
        if (executor == null) {
            Thread.startVirtualThread(tell);
        } else {
            executor.execute(tell);
        }
    }
}

package io.ledgerstone.ledger;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** What takes requests to a ledger and does them in groups, one after another. */
interface LedgerLoop {
    /** Entries after which a group is closed. */
    int GROUP_ENTRIES_MAX = 10_000;

    /** A loop that does its work where it should be done. */
    static LedgerLoop of(String name, LedgerOptions options, Consumer<List<Request>> work) {
        Executor executor = options.threads().executor();
        return executor == null ? new ThreadLoop(name, options.pendingBytesMax(), work) : new TaskLoop(executor, work);
    }

    /** Begins to take requests. */
    void start();

    /** Queues a request, or fails it if the loop is closed. */
    void ask(Request request);

    /** Whether the caller may do at once what belongs to the ledger's thread. */
    boolean isCurrent();

    /** Does what is queued, then takes no more. */
    void close();
}

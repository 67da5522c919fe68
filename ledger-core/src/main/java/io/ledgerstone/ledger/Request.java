package io.ledgerstone.ledger;

import io.ledgerstone.ledger.codec.EntryCodec.Draft;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Key;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What the ledger's thread is asked to do. */
sealed interface Request {
    /** How many bytes it keeps in memory, which is what the queue is bounded by. */
    int bytes();

    /** How many entries it may write. */
    int entries();

    /** Tells whoever waits that it will not be done. */
    void fail(Throwable why);

    /** Give a draft the next own key and append it. */
    record Append(Draft draft, Source source, CompletableFuture<Appended> done) implements Request {
        @Override
        public int bytes() {
            return Ledger.ENTRY_BYTES + draft.size();
        }

        @Override
        public int entries() {
            return 1;
        }

        @Override
        public void fail(Throwable why) {
            done.completeExceptionally(why);
        }
    }

    /** Append an ignore entry for a target. */
    record Ignore(Key target, Source source, CompletableFuture<Appended> done) implements Request {
        @Override
        public int bytes() {
            return Ledger.ENTRY_BYTES;
        }

        @Override
        public int entries() {
            return 1;
        }

        @Override
        public void fail(Throwable why) {
            done.completeExceptionally(why);
        }
    }

    /** Insert entries from elsewhere. */
    record Insert(List<Entry> wanted, int bytes, Source source, CompletableFuture<Inserted> done) implements Request {
        @Override
        public int entries() {
            return wanted.size();
        }

        @Override
        public void fail(Throwable why) {
            done.completeExceptionally(why);
        }
    }

    /** Do something between two groups. */
    record Run(Runnable task, CompletableFuture<Void> done) implements Request {
        @Override
        public int bytes() {
            return 0;
        }

        @Override
        public int entries() {
            return 0;
        }

        @Override
        public void fail(Throwable why) {
            done.completeExceptionally(why);
        }
    }
}

package io.ledgerstone.ledger;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.replay.ReplaySource;
import io.ledgerstone.ledger.store.EntryCursor;
import io.ledgerstone.ledger.store.StoreView;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** What one replay reads: the newest snapshot, and the lowest key that changed since it last looked. */
final class Feed implements ReplaySource {
    private final Feeds feeds;
    private final Runnable wake;
    private @Nullable Key lowestChange;
    private @Nullable Moment last;

    Feed(Feeds feeds, Runnable wake) {
        this.feeds = feeds;
        this.wake = wake;
    }

    /** Called under the lock of the feeds. */
    void changed(Key key) {
        if (lowestChange == null || key.compareTo(lowestChange) < 0) {
            lowestChange = key;
        }
    }

    void wake() {
        wake.run();
    }

    @Override
    public Window window() {
        return feeds.moment(this::take);
    }

    /** Called under the lock of the feeds. */
    private Window take(StoreView view) {
        if (last == null || lowestChange != null || !view.equals(last.view)) {
            last = new Moment(view, lowestChange);
            lowestChange = null;
        }
        return last;
    }

    private record Moment(StoreView view, @Nullable Key lowestChange) implements Window {
        @Override
        public long count() {
            return view.count();
        }

        @Override
        public Iterator<Entry> after(@Nullable Key key) {
            return new Entries(view.from(key == null ? Key.firstAt(0) : key), key);
        }

        /** Moments are the same only if they are one. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other == this;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** A cursor as an iterator, without the entry of one key. */
    static final class Entries implements Iterator<Entry> {
        private final EntryCursor cursor;
        private boolean ready;

        Entries(EntryCursor cursor, @Nullable Key without) {
            this.cursor = cursor;
            ready = cursor.advance();
            if (ready && without != null && cursor.keyHigh() == without.high() && cursor.keyLow() == without.low()) {
                ready = cursor.advance();
            }
        }

        @Override
        public boolean hasNext() {
            return ready;
        }

        @Override
        public Entry next() {
            if (!ready) {
                throw new NoSuchElementException("no entry is left");
            }
            Entry entry = cursor.entry();
            ready = cursor.advance();
            return entry;
        }
    }
}

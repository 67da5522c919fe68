package io.ledgerstone.ledger;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.replay.ReplaySource;
import io.ledgerstone.ledger.store.StoreException;
import io.ledgerstone.ledger.store.StoreView;
import java.util.Iterator;
import java.util.function.Function;
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
            last = new Moment(view, lowestChange, feeds.mend());
            lowestChange = null;
        }
        return last;
    }

    private record Moment(StoreView view, @Nullable Key lowestChange, Function<StoreException, StoreView> mend)
            implements Window {
        @Override
        public long count() {
            return view.count();
        }

        @Override
        public Iterator<Entry> after(@Nullable Key key) {
            return new Entries(view, key == null ? Key.firstAt(0) : key, key, mend);
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
}

package io.ledgerstone.ledger;

import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.store.StoreException;
import io.ledgerstone.ledger.store.StoreView;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whoever follows a ledger. Publishing a snapshot and telling every feed what changed is one step, so no replay misses a late
 * entry or hears of one it cannot see.
 */
final class Feeds {
    private final Object lock = new Object();
    private final List<Feed> feeds = new CopyOnWriteArrayList<>();
    private final Supplier<StoreView> newest;
    private final Function<StoreException, StoreView> mend;

    Feeds(Supplier<StoreView> newest, Function<StoreException, StoreView> mend) {
        this.newest = newest;
        this.mend = mend;
    }

    /** Mends the store and gives its newest snapshot. */
    Function<StoreException, StoreView> mend() {
        return mend;
    }

    Feed add(Runnable wake) {
        Feed feed = new Feed(this, wake);
        feeds.add(feed);
        return feed;
    }

    void remove(Feed feed) {
        feeds.remove(feed);
    }

    /** Publishes on the ledger's thread, then wakes everybody. */
    void publish(@Nullable Key lowestChange, Runnable publish) {
        synchronized (lock) {
            publish.run();
            if (lowestChange != null) {
                feeds.forEach(feed -> feed.changed(lowestChange));
            }
        }
        feeds.forEach(Feed::wake);
    }

    <T> T moment(Function<StoreView, T> take) {
        synchronized (lock) {
            return take.apply(newest.get());
        }
    }
}

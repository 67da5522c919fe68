package io.ledgerstone.ledger;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.Week;
import io.ledgerstone.ledger.store.StoreException;
import io.ledgerstone.ledger.store.StoreView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Runs queries on a snapshot. */
final class Queries {
    private final StoreView view;
    private final Query query;
    private final Function<StoreException, StoreView> mend;

    private Queries(StoreView view, Query query, Function<StoreException, StoreView> mend) {
        this.view = view;
        this.query = query;
        this.mend = mend;
    }

    static Stream<Entry> run(StoreView view, Query query, Function<StoreException, StoreView> mend) {
        Queries queries = new Queries(view, query, mend);
        return query.newest()
                ? queries.newest().stream()
                : queries.forward(query.from(), query.to()).limit(query.limit());
    }

    private Stream<Entry> forward(@Nullable Key from, @Nullable Key to) {
        Iterator<Entry> entries = new Entries(view, from == null ? Key.firstAt(0) : from, null, mend);
        Stream<Entry> stream = StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        entries, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE),
                false);
        if (to != null) {
            stream = stream.takeWhile(entry -> entry.key().compareTo(to) < 0);
        }
        return query.types().isEmpty()
                ? stream
                : stream.filter(entry -> query.types().contains(entry.type()));
    }

    /** Goes back week by week until it has enough. */
    private List<Entry> newest() {
        Deque<List<Entry>> weeks = new ArrayDeque<>();
        long found = 0;
        for (int number : view.weekNumbers().reversed()) {
            if (found >= query.limit()) {
                break;
            }
            Key from = Key.firstOf(number);
            Key to = number == Week.NUMBER_MAX ? null : Key.firstOf(number + 1);
            if (query.to() != null && query.to().compareTo(from) <= 0) {
                continue;
            }
            if (query.from() != null && to != null && query.from().compareTo(to) >= 0) {
                break;
            }
            Deque<Entry> newest = new ArrayDeque<>();
            long wanted = query.limit() - found;
            forward(later(from, query.from()), earlier(to, query.to())).forEach(entry -> {
                newest.addLast(entry);
                if (newest.size() > wanted) {
                    newest.removeFirst();
                }
            });
            weeks.addFirst(List.copyOf(newest));
            found += newest.size();
        }
        List<Entry> entries = new ArrayList<>();
        weeks.forEach(entries::addAll);
        return entries;
    }

    private static Key later(Key a, @Nullable Key b) {
        return b == null || a.compareTo(b) >= 0 ? a : b;
    }

    private static @Nullable Key earlier(@Nullable Key a, @Nullable Key b) {
        return a == null ? b : b == null || a.compareTo(b) <= 0 ? a : b;
    }
}

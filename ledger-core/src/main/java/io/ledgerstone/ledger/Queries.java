package io.ledgerstone.ledger;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.Week;
import io.ledgerstone.ledger.store.StoreView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Runs queries on a snapshot. */
final class Queries {
    private Queries() {}

    static Stream<Entry> run(StoreView view, Query query) {
        return query.newest()
                ? newest(view, query).stream()
                : forward(view, query, query.from(), query.to()).limit(query.limit());
    }

    private static Stream<Entry> forward(StoreView view, Query query, @Nullable Key from, @Nullable Key to) {
        Iterator<Entry> entries = new Feed.Entries(view.from(from == null ? Key.firstAt(0) : from), null);
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
    private static List<Entry> newest(StoreView view, Query query) {
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
            List<Entry> week = forward(view, query, later(from, query.from()), earlier(to, query.to()))
                    .toList();
            int kept = (int) Math.min(week.size(), query.limit() - found);
            weeks.addFirst(week.subList(week.size() - kept, week.size()));
            found += kept;
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

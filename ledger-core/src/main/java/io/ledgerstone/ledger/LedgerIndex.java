package io.ledgerstone.ledger;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.WeekDigest;
import io.ledgerstone.ledger.store.EntryCursor;
import io.ledgerstone.ledger.store.StoreView;
import io.ledgerstone.ledger.sync.Bound;
import io.ledgerstone.ledger.sync.EntryIndex;
import io.ledgerstone.ledger.sync.WeekIds;
import java.util.List;
import java.util.function.Predicate;

/** A snapshot of a ledger as a peer may see it. Confined to one thread. */
final class LedgerIndex implements EntryIndex {
    private final StoreView view;
    private final WeekIdsCache cache;
    private final Predicate<Entry> maySend;

    LedgerIndex(StoreView view, WeekIdsCache cache, Predicate<Entry> maySend) {
        this.view = view;
        this.cache = cache;
        this.maySend = maySend;
    }

    @Override
    public long total() {
        return view.total();
    }

    @Override
    public long newestTime() {
        Key newest = view.newest();
        return newest == null ? 0 : newest.time();
    }

    @Override
    public List<Integer> weekNumbers() {
        return view.weekNumbers();
    }

    @Override
    public WeekDigest digest(int weekNumber) {
        return view.week(weekNumber).digest();
    }

    @Override
    public WeekIds ids(int weekNumber) {
        return cache.get(digest(weekNumber), () -> read(weekNumber));
    }

    private WeekIds read(int weekNumber) {
        WeekIds.Builder ids = WeekIds.builder();
        EntryCursor cursor = view.allFrom(Key.firstOf(weekNumber));
        while (cursor.advance()
                && Key.ofPacked(cursor.keyHigh(), cursor.keyLow()).weekNumber() == weekNumber) {
            ids.add(cursor.keyHigh(), cursor.keyLow(), cursor.idHigh(), cursor.idLow());
        }
        return ids.build();
    }

    @Override
    public void read(Bound from, Bound to, Visitor visitor) {
        EntryCursor cursor = view.allFrom(Key.ofPacked(from.high(), from.low()));
        while (cursor.advance()) {
            Bound position = new Bound(cursor.keyHigh(), cursor.keyLow(), cursor.idHigh(), cursor.idLow());
            if (position.compareTo(to) >= 0) {
                return;
            }
            if (position.compareTo(from) >= 0) {
                Entry entry = cursor.entry();
                if (maySend.test(entry) && !visitor.take(entry)) {
                    return;
                }
            }
        }
    }
}

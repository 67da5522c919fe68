package io.ledgerstone.ledger;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.store.EntryCursor;
import io.ledgerstone.ledger.store.StoreException;
import io.ledgerstone.ledger.store.StoreView;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The applied entries of a snapshot in ledger order. If a table turns out to be damaged, it goes on in the mended store. */
final class Entries implements Iterator<Entry> {
    private final Function<StoreException, StoreView> mend;
    private final Key from;
    private EntryCursor cursor;
    private @Nullable Key passed;
    private @Nullable Entry next;

    /**
     * Entries from a key on.
     *
     * @param without a key to leave out, or null
     * @param mend mends the store and gives its newest snapshot; throws again if it cannot
     */
    Entries(StoreView view, Key from, @Nullable Key without, Function<StoreException, StoreView> mend) {
        this.mend = mend;
        this.from = from;
        passed = without;
        cursor = view.from(from);
        pull();
    }

    private void pull() {
        try {
            next = advance();
        } catch (StoreException e) {
            cursor = mend.apply(e).from(passed == null ? from : passed);
            next = advance();
        }
    }

    private @Nullable Entry advance() {
        boolean more = cursor.advance();
        while (more && passed != null && cursor.keyHigh() == passed.high() && cursor.keyLow() == passed.low()) {
            more = cursor.advance();
        }
        return more ? cursor.entry() : null;
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Entry next() {
        Entry entry = next;
        if (entry == null) {
            throw new NoSuchElementException("no entry is left");
        }
        passed = entry.key();
        pull();
        return entry;
    }
}

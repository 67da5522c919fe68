package io.ledgerstone.ledger.store;

import io.ledgerstone.ledger.entry.Entry;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A walk over a view's entries in ledger order. Confined to one thread; needs no closing. Every method that moves it throws
 * {@link StoreException} if a table turns out to be damaged.
 */
public final class EntryCursor {
    private final StoreView view;
    private final boolean withShadowed;
    private int weekIndex;
    private @Nullable TableKey bound;
    private @Nullable LayerRun run;
    private @Nullable TableKey current;

    EntryCursor(StoreView view, TableKey bound, boolean withShadowed) {
        this.view = view;
        this.bound = bound;
        this.withShadowed = withShadowed;
        weekIndex = view.indexOfWeekFrom(bound.weekNumber());
    }

    /** Goes to the next entry, if there is one. */
    public boolean advance() {
        TableKey before = current;
        TableKey next = nextOfAll();
        while (!withShadowed && next != null && before != null && next.hasKeyOf(before)) {
            next = nextOfAll();
        }
        current = next;
        return next != null;
    }

    private @Nullable TableKey nextOfAll() {
        while (true) {
            LayerRun running = run;
            if (running != null) {
                TableKey next = running.next();
                if (next != null) {
                    return next;
                }
                run = null;
            }
            if (weekIndex >= view.weeks().length) {
                return null;
            }
            run = new LayerRun(view.weeks()[weekIndex++], bound, view.position());
            bound = null;
        }
    }

    /** The entry; it keeps nothing alive but its own bytes. */
    public Entry entry() {
        current();
        LayerRun running = run;
        if (running == null) {
            throw new NoSuchElementException("the cursor is behind the last entry");
        }
        return running.entry(view.codec());
    }

    /** The first half of the entry's packed key. */
    public long keyHigh() {
        return current().high;
    }

    /** The second half of the entry's packed key. */
    public long keyLow() {
        return current().low;
    }

    /** The first half of the entry's id. */
    public long idHigh() {
        return current().idHigh;
    }

    /** The second half of the entry's id. */
    public long idLow() {
        return current().idLow;
    }

    private TableKey current() {
        TableKey key = current;
        if (key == null) {
            throw new NoSuchElementException("the cursor stands at no entry: advance it first");
        }
        return key;
    }
}

package io.ledgerstone.ledger.sync;

import java.util.ArrayList;
import java.util.List;

/**
 * An item with its range.
 *
 * @param range what it is about
 * @param item what it says; never a skip
 */
record Part(Range range, Item item) {
    /** What a message's items say, without the skips. */
    static List<Part> of(List<Item> items) {
        return of(Bound.START, items);
    }

    /** What items say that begin at a bound, without the skips. */
    static List<Part> of(Bound from, List<Item> items) {
        List<Part> parts = new ArrayList<>(items.size());
        Bound last = from;
        for (Item item : items) {
            if (!(item instanceof Item.Skip)) {
                parts.add(new Part(new Range(last, item.to()), item));
            }
            last = item.to();
        }
        return parts;
    }

    /** At most the bytes of an answer that puts the range off, in one piece or in two. */
    int reserveBytes() {
        return Frames.boundBytesMax(range.from()) + 2 * Frames.boundBytesMax(range.to());
    }
}

package io.ledgerstone.ledger.sync;

import java.util.ArrayList;
import java.util.List;

/** A message's items in the making: what nothing is said about is skipped. Confined to one thread. */
final class ItemList {
    private final List<Item> items = new ArrayList<>();
    private Bound last = Bound.START;

    /** Adds what is said about the range from a bound, which is not below the last one, to the item's. */
    void put(Bound from, Item item) {
        if (last.compareTo(from) < 0) {
            items.add(new Item.Skip(from));
        }
        items.add(item);
        last = item.to();
    }

    List<Item> items() {
        return items;
    }
}

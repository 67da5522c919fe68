package io.ledgerstone.ledger.sync;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A range a question was sent about, and what has come for it. Confined to one thread. */
final class Asked {
    final Part part;
    final OpenRange origin;
    private final Set<EntryId> wanted;
    private Set<EntryId> got = Set.of();
    private @Nullable Bound firstGot;

    Asked(Part part, OpenRange origin) {
        this.part = part;
        this.origin = origin;
        wanted = part.item() instanceof Item.Want ? origin.wantedIds() : Set.of();
    }

    Range range() {
        return part.range();
    }

    /** Whether an entry is what was asked for; if so it counts as come. */
    boolean accept(Entry entry) {
        boolean asked = switch (part.item()) {
            case Item.Ids ids -> range().contains(Bound.of(entry));
            case Item.Want want -> range().contains(Bound.of(entry)) && wanted.contains(entry.id());
            case Item.Print print -> false;
            case Item.Skip skip -> false;
            case Item.Later later -> false;
        };
        if (asked && (firstGot == null || Bound.of(entry).compareTo(firstGot) < 0)) {
            firstGot = Bound.of(entry);
        }
        if (asked && got.isEmpty()) {
            got = new HashSet<>();
        }
        return asked && got.add(entry.id());
    }

    /**
     * Whether an entry came that is below a bound. Only that counts as progress: the next question begins at the bound, so each
     * such answer costs the peer an entry that we have not had.
     */
    boolean hasGotBelow(Bound bound) {
        return firstGot != null && firstGot.compareTo(bound) < 0;
    }

    Set<EntryId> got() {
        return got;
    }
}

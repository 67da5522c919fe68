package io.ledgerstone.simulation;

import io.ledgerstone.ledger.entry.WeekDigest;
import io.ledgerstone.ledger.sync.Bound;
import io.ledgerstone.ledger.sync.EntryIndex;
import io.ledgerstone.ledger.sync.WeekIds;
import java.util.List;

/** An index that somebody has bent: it answers as the real one, but for what a subclass changes. */
class BentIndex implements EntryIndex {
    private final EntryIndex straight;

    BentIndex(EntryIndex straight) {
        this.straight = straight;
    }

    @Override
    public long total() {
        return straight.total();
    }

    @Override
    public long newestTime() {
        return straight.newestTime();
    }

    @Override
    public List<Integer> weekNumbers() {
        return straight.weekNumbers();
    }

    @Override
    public WeekDigest digest(int weekNumber) {
        return straight.digest(weekNumber);
    }

    @Override
    public WeekIds ids(int weekNumber) {
        return straight.ids(weekNumber);
    }

    @Override
    public void read(Bound from, Bound to, Visitor visitor) {
        straight.read(from, to, visitor);
    }
}

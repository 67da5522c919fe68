package io.ledgerstone.ledger.store;

import io.ledgerstone.ledger.entry.KeyAdler;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.WeekDigest;

/** A week's summary in the making, fed in ledger order. Confined to one thread. */
final class Summing {
    private final int number;
    private final KeyAdler hash;
    private final WeekDigest.Builder digest = WeekDigest.builder();
    private long lastHigh;
    private long lastLow;
    private long count;
    private long total;

    Summing(int number, KeyLayout layout) {
        this.number = number;
        hash = new KeyAdler(layout);
    }

    void add(TableKey key) {
        add(key.high, key.low, key.idHigh, key.idLow);
    }

    /** Counts the next entry. The first of a key is the applied one. */
    void add(long high, long low, long idHigh, long idLow) {
        if (count == 0 || high != lastHigh || low != lastLow) {
            hash.add(high, low);
            count++;
            lastHigh = high;
            lastLow = low;
        }
        digest.add(idHigh, idLow);
        total++;
    }

    /** All entries so far. */
    long total() {
        return total;
    }

    WeekSummary summary() {
        return new WeekSummary(number, count, hash.value(), digest.build());
    }
}

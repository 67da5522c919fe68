package io.ledgerstone.ledger.sync.libeventsourcing;

import java.util.HashMap;
import java.util.Map;

/** A time, in whole seconds as the game's clock has them, for some weeks. */
final class WeekTimes {
    /** How long advertisements stand, and how long the two inhibitors hold. */
    static final long SECONDS = 30;

    private final Map<Integer, Long> until = new HashMap<>();

    void set(int week, long nowSeconds) {
        until.put(week, nowSeconds + SECONDS);
    }

    void clear(int week) {
        until.remove(week);
    }

    boolean isSet(int week) {
        return until.containsKey(week);
    }

    /** Whether an inhibitor holds. At its very last second it still does: so the library compares. */
    boolean holds(int week, long nowSeconds) {
        Long end = until.get(week);
        return end != null && end >= nowSeconds && end <= nowSeconds + SECONDS;
    }

    /** Whether an advertisement stands. At its very last second it does not. */
    boolean stands(int week, long nowSeconds) {
        Long end = until.get(week);
        return end != null && end > nowSeconds && end <= nowSeconds + SECONDS;
    }
}

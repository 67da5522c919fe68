package io.ledgerstone.simulation;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.replay.Reducer;
import java.util.Map;
import java.util.TreeMap;

/** The addon of a world: points of players, where order matters. */
final class Points {
    static final String AWARD = "award";
    static final String HALVE = "halve";
    static final String CLAIM = "claim";

    static final Reducer<Map<String, Long>> REDUCER = Reducer.<Map<String, Long>>startingWith(TreeMap::new)
            .on(AWARD, Points::award)
            .on(HALVE, Points::halve)
            .on(CLAIM, Points::claim);

    private Points() {}

    static void apply(Map<String, Long> state, Entry entry) {
        switch (entry.type()) {
            case AWARD -> award(state, entry);
            case HALVE -> halve(state, entry);
            case CLAIM -> claim(state, entry);
            default -> {
                // Nobody knows it.
            }
        }
    }

    private static void award(Map<String, Long> state, Entry entry) {
        state.merge(player(entry), (long) entry.fields().number("amount", 0), Long::sum);
    }

    private static void halve(Map<String, Long> state, Entry entry) {
        state.replaceAll((player, points) -> points / 2);
    }

    private static void claim(Map<String, Long> state, Entry entry) {
        state.putIfAbsent("the crown is " + player(entry) + "'s", entry.key().time());
        state.merge(player(entry), -1L, Math::min);
    }

    private static String player(Entry entry) {
        return String.valueOf(entry.fields().text("player"));
    }
}

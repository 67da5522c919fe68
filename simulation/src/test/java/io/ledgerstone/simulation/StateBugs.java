package io.ledgerstone.simulation;

import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.sync.StateHash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Planted bugs of whoever keeps states and cursors. */
final class StateBugs {
    private StateBugs() {}

    private static Wiring folding(Folding folding) {
        return new Wiring() {
            @Override
            Folding folding(Ledger ledger) {
                return folding;
            }
        };
    }

    /** Of two entries with one key, the one that came first. */
    static Wiring firstComeFirstServed() {
        Shadow shadow = new Shadow();
        return folding(new Folding() {
            private final Set<Key> keys = new HashSet<>();

            @Override
            public void arrived(List<Entry> entries) {
                entries.stream().filter(entry -> keys.add(entry.key())).forEach(shadow::add);
            }

            @Override
            public Map<String, Long> state() {
                return shadow.state();
            }
        });
    }

    /** Late entries are applied when they come, not where they belong. */
    static Wiring neverRewinds() {
        return folding(new Folding() {
            private final Map<String, Long> state = new TreeMap<>();

            @Override
            public void arrived(List<Entry> entries) {
                entries.stream().sorted().forEach(entry -> Points.apply(state, entry));
            }

            @Override
            public Map<String, Long> state() {
                return state;
            }
        });
    }

    /** What was ignored before it came is there again. */
    static Wiring resurrects() {
        return folding(new Folding() {
            private final List<Entry> all = new ArrayList<>();
            private final Set<Key> ignored = new HashSet<>();
            private final Map<Key, Entry> first = new HashMap<>();

            @Override
            public void arrived(List<Entry> entries) {
                for (Entry entry : entries) {
                    all.add(entry);
                    first.putIfAbsent(entry.key(), entry);
                    String ref = entry.isIgnore() ? entry.fields().text(Entry.IGNORE_REF) : null;
                    if (ref != null && first.containsKey(Key.parse(ref, KeyLayout.CROSS_REALM))) {
                        ignored.add(Key.parse(ref, KeyLayout.CROSS_REALM));
                    }
                }
            }

            @Override
            public Map<String, Long> state() {
                Shadow shadow = new Shadow();
                all.stream()
                        .filter(entry -> !entry.isIgnore() && !ignored.contains(entry.key()))
                        .forEach(shadow::add);
                return shadow.state();
            }
        });
    }

    /** The last digest instead of this one. */
    static Wiring tellsTheLastState() {
        return new Wiring() {
            private StateHash last = new StateHash(0, 0);

            @Override
            StateHash told(StateHash digest) {
                StateHash before = last;
                last = digest;
                return before;
            }
        };
    }

    static Wiring followsFromTheEnd() {
        return new Wiring() {
            @Override
            long cursor(long saved, long journalEnd) {
                return journalEnd;
            }
        };
    }
}

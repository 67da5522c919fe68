package io.ledgerstone.ledger.sync.libeventsourcing;

import io.ledgerstone.ledger.entry.Entry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * In which order the fields of each class of entries travel, since on the channel they have no names. An entry of a class that is
 * not known here can neither be sent nor taken. Immutable.
 */
public final class FieldOrder {
    /** Nothing but ignore entries. */
    public static final FieldOrder IGNORES_ONLY = new FieldOrder(Map.of(Entry.IGNORE_TYPE, List.of(Entry.IGNORE_REF)));

    /** A class and its fields, a letter each. Source: CoreLootManager, commit 8fa6441. */
    private static final List<String> CLASSIC_LOOT_MANAGER_CLASSES = List.of(
            "P0 gncsm",
            "P1 g",
            "P2 gm",
            "P3 pl",
            "R0 rnp",
            "R1 r",
            "R2 rn",
            "R3 rc",
            "R4 rcv",
            "R6 rdia",
            "R7 rib",
            "R8 rotv",
            "R9 rpe",
            "RR ri",
            "RC racdop",
            "RB revdh",
            "RF ria",
            "RM rcsv",
            "VE re",
            "VX rm",
            "VM rm",
            "VS rsm",
            "VT rim",
            "DM rpvetn",
            "DR rvetsn",
            "DO rvetn",
            "DS rpvetsn",
            "DD rpveti",
            "DT rventi",
            "IA rpive",
            "II rpive",
            "ID rie",
            "IE rie",
            "AC rnc",
            "AS rps",
            "AE r",
            "AU rljse");

    /** The classes of Classic Loot Manager. */
    public static final FieldOrder CLASSIC_LOOT_MANAGER = classicLootManager();

    private final Map<String, List<String>> orders;

    private FieldOrder(Map<String, List<String>> orders) {
        this.orders = Map.copyOf(orders);
    }

    private static FieldOrder classicLootManager() {
        FieldOrder order = IGNORES_ONLY;
        for (String line : CLASSIC_LOOT_MANAGER_CLASSES) {
            int space = line.indexOf(' ');
            order = order.with(
                    line.substring(0, space), line.substring(space + 1).split(""));
        }
        return order;
    }

    /** This and one more class, or another order for one. The addon's {@code fields()} tells it. */
    public FieldOrder with(String type, String... fields) {
        Map<String, List<String>> more = new HashMap<>(orders);
        more.put(type, List.of(fields));
        return new FieldOrder(more);
    }

    /** The fields of a class in order, or null if it is not known. */
    @Nullable List<String> of(String type) {
        return orders.get(type);
    }
}

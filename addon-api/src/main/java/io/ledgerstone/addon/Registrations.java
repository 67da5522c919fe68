package io.ledgerstone.addon;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an addon registered while it loaded, in the order it did.
 *
 * @param ledgers what it does with each ledger it asked for, by the ledger's name
 * @param views the ledger of each view, by the view's name
 * @param commands the ledger of each command, by the command's name
 * @param tests the names of its tests, in order
 */
public record Registrations(
        Map<String, Handlers> ledgers, Map<String, String> views, Map<String, String> commands, List<String> tests) {
    /** Copies everything; maps keep their order. */
    public Registrations {
        ledgers = Collections.unmodifiableMap(new LinkedHashMap<>(ledgers));
        views = Collections.unmodifiableMap(new LinkedHashMap<>(views));
        commands = Collections.unmodifiableMap(new LinkedHashMap<>(commands));
        tests = List.copyOf(tests);
    }

    /**
     * The handlers for one ledger.
     *
     * @param types the entry types that have a handler
     * @param any whether a handler sees every entry
     * @param otherwise whether a handler sees the entries of other types
     */
    public record Handlers(Set<String> types, boolean any, boolean otherwise) {
        /** Copies the set. */
        public Handlers {
            types = Set.copyOf(types);
        }

        /** Whether any handler wants entries of this type; the others are parked. */
        public boolean wants(String type) {
            return any || otherwise || types.contains(type);
        }
    }
}

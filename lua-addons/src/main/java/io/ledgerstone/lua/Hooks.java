package io.ledgerstone.lua;

import io.ledgerstone.addon.Registrations;
import io.ledgerstone.lua.data.EntryReader;
import io.ledgerstone.lua.runtime.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

/** What an addon does with one ledger, and the state it keeps for it. */
final class Hooks {
    final String ledger;
    final EntryReader reader;
    final Map<String, Registered> types = new LinkedHashMap<>();

    @Nullable Registered init;

    @Nullable Registered any;

    @Nullable Registered otherwise;

    @Nullable Table handle;

    @Nullable Table state;

    @Nullable Table closedState;

    /** A function of the addon and the place that registered it. */
    record Registered(LuaValue function, @Nullable String position) {
        /** Fails if there is one already. */
        static void requireNone(@Nullable Registered earlier, String what) {
            if (earlier != null) {
                throw new LuaError(what + " is there already"
                        + (earlier.position == null ? "" : ", registered at " + earlier.position));
            }
        }
    }

    Hooks(String ledger, EntryReader reader) {
        this.ledger = ledger;
        this.reader = reader;
    }

    Registrations.Handlers handlers() {
        return new Registrations.Handlers(types.keySet(), any != null, otherwise != null);
    }
}

package io.ledgerstone.lua;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.addon.AddonInstance;
import io.ledgerstone.addon.ReplayOutcome;
import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplayTest {
    static final EntryCodec CODEC = new EntryCodec("guild", KeyLayout.CLASSIC);

    static final String POINTS = """
            local addonName, ns = ...
            local guild = ledger("guild")
            guild:init(function(state) state.points = {} end)
            guild:on("award", function(state, e)
              state.points[e.player] = (state.points[e.player] or 0) + e.amount
            end)
            guild:view("standings", function(state, args) return state.points end)
            """;

    static Entry entry(long time, String type, Map<String, ?> fields) {
        return CODEC.seal(Key.of(time, 0, 0, 7), type, Fields.of(fields));
    }

    @Test
    void handlersBuildTheState() {
        AddonInstance addon = Lua.loaded(POINTS);
        List<Entry> entries = List.of(
                entry(1, "award", Map.of("player", "Bob", "amount", 10)),
                entry(2, "award", Map.of("player", "Ann", "amount", 2.5)),
                entry(3, "award", Map.of("player", "Bob", "amount", 1)));
        assertThat(addon.replay("guild", entries)).isEqualTo(ReplayOutcome.all(3));
        assertThat(Lua.returned(addon.state("guild"))).isEqualTo(Map.of("points", Map.of("Bob", 11.0, "Ann", 2.5)));
        assertThat(Lua.returned(Lua.view(addon, "standings"))).isEqualTo(Map.of("Bob", 11.0, "Ann", 2.5));
        assertThat(addon.reset("guild").error()).isNull();
        assertThat(Lua.returned(addon.state("guild"))).isEqualTo(Map.of("points", List.of()));
    }
}

package io.ledgerstone.addon.contract;

import static io.ledgerstone.addon.contract.Data.award;
import static io.ledgerstone.addon.contract.Data.entry;
import static io.ledgerstone.addon.contract.Data.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.addon.AddonInstance;
import io.ledgerstone.addon.AddonLimits;
import io.ledgerstone.addon.ReplayOutcome;
import io.ledgerstone.ledger.entry.Entry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How entries come to handlers. */
interface ReplayContract extends ContractPart {
    /** Notes in a list which handler saw an entry of which type. */
    Script NOTES = GUILD.then(new Script("""
            local function note(who) return function(state, e) state.seen[#state.seen + 1] = who .. " " .. e.type end end
            guild:init(function(state) state.seen = {} end)
            guild:any(note("any"))
            guild:otherwise(note("otherwise"))
            guild:on("award", note("award"))
            guild:when({ spend = note("spend") })
            """, """
            const note = who => (state, e) => { state.seen.push(who + " " + e.type); };
            guild.init(state => { state.seen = []; });
            guild.any(note("any"));
            guild.otherwise(note("otherwise"));
            guild.on("award", note("award"));
            guild.when({ spend: note("spend") });
            """));

    @Test
    default void handlersFoldEntriesIntoTheState() {
        bench().load(POINTS)
                .replays(award(1, "Bob", 10), award(2, "Eve", 5.5), award(3, "Bob", -4))
                .hasState(map("points", map("Bob", 6, "Eve", 5.5)));
    }

    @Test
    default void ownHandlerOrOtherwiseThenAny() {
        bench().load(NOTES)
                .replays(entry(1, "award"), entry(2, "loot"), entry(3, "spend"))
                .hasState(map(
                        "seen",
                        List.of("award award", "any award", "otherwise loot", "any loot", "spend spend", "any spend")));
    }

    @Test
    default void entriesWithoutHandlerAreAppliedAndChangeNothing() {
        bench().load(POINTS)
                .replays(entry(1, "loot", "item", "Sword"), award(2, "Bob", 1))
                .hasState(map("points", map("Bob", 1)));
    }

    @Test
    default void ledgerWithoutHandlersHasAnEmptyState() {
        bench().load(GUILD).replays(entry(1, "award")).hasState(map());
    }

    @Test
    default void noEntriesAreNoWork() {
        bench().load(POINTS).replays().hasState(map("points", map()));
    }

    @Test
    default void batchesOfAnySizeGiveTheSameState() {
        Entry[] entries = new Entry[100];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = award(i, "player" + i % 7, i * 0.25);
        }
        RunningAddon addon = bench().load(POINTS);
        String atOnce = addon.replays(entries).digest();
        addon.reset();
        for (int from = 0, size = 1; from < entries.length; from += size, size++) {
            addon.continues(List.of(entries)
                    .subList(from, Math.min(entries.length, from + size))
                    .toArray(Entry[]::new));
        }
        assertThat(addon.digest()).isEqualTo(atOnce);
    }

    @Test
    default void manyEntriesInOneBatchAreNoEndlessLoop() {
        Entry[] entries = new Entry[50_000];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = award(i, "Bob", 1);
        }
        RunningAddon addon = bench().load(new AddonLimits(1_000, 180, 1 << 20), POINTS);
        addon.replays(entries).hasState(map("points", map("Bob", 50_000)));
    }

    @Test
    default void resetForgetsEverythingInTheState() {
        RunningAddon addon = bench().load(NOTES).replays(entry(1, "award"));
        addon.reset().hasState(map("seen", List.of()));
        addon.continues(entry(2, "loot")).hasState(map("seen", List.of("otherwise loot", "any loot")));
    }

    @Test
    default void eachLedgerHasAStateOfItsOwn() {
        AddonInstance instance = bench().load(new Script("""
                        local guild, bank = ledger("guild"), ledger("bank")
                        guild:on("award", function(state, e) state.points = (state.points or 0) + e.amount end)
                        bank:on("award", function(state, e) state.gold = (state.gold or 0) + e.amount end)
                        """, """
                        const guild = ledger("guild"), bank = ledger("bank");
                        guild.on("award", (state, e) => { state.points = (state.points ?? 0) + e.amount; });
                        bank.on("award", (state, e) => { state.gold = (state.gold ?? 0) + e.amount; });
                        """)).instance();
        instance.reset("guild");
        instance.reset("bank");
        assertThat(instance.replay("guild", List.of(award(1, "Bob", 5)))).isEqualTo(ReplayOutcome.all(1));
        assertThat(instance.replay("bank", List.of(award(1, "Bob", 7), award(2, "Bob", 7))))
                .isEqualTo(ReplayOutcome.all(2));
        Data.assertSameData(Data.returned(instance.state("guild")), map("points", 5));
        Data.assertSameData(Data.returned(instance.state("bank")), map("gold", 14));
        instance.reset("guild");
        Data.assertSameData(Data.returned(instance.state("guild")), map());
        Data.assertSameData(Data.returned(instance.state("bank")), map("gold", 14));
    }

    @Test
    default void whatAHandlerReturnsMeansNothing() {
        bench().load(GUILD.then(new Script(
                        "guild:on('award', function(state, e) state.a = 1 return { b = 2 } end)",
                        "guild.on('award', (state, e) => { state.a = 1; return { b: 2 }; });")))
                .replays(entry(1, "award"))
                .hasState(map("a", 1));
    }

    @Test
    default void theListOfEntriesIsNotKept() {
        RunningAddon addon = bench().load(POINTS).reset();
        List<Entry> batch = new ArrayList<>(List.of(award(1, "Bob", 1)));
        addon.instance().replay("guild", batch);
        batch.set(0, award(2, "Bob", 2));
        addon.instance().replay("guild", batch);
        addon.hasState(map("points", map("Bob", 3)));
    }

    @Test
    default void logGetsWhatHandlersSay() {
        RunningAddon addon = bench().load(GUILD.then(new Script("""
                        log("loading")
                        guild:on("award", function(state, e) log(e.player .. " ärger") log(5) log(true) end)
                        """, """
                        log("loading");
                        guild.on("award", (state, e) => { log(e.player + " ärger"); log(5); log(true); });
                        """))).replays(award(1, "Bob", 1));
        assertThat(addon.host().lines()).containsExactly("loading", "Bob ärger", "5", "true");
    }
}

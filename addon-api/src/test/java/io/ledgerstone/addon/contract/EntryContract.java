package io.ledgerstone.addon.contract;

import static io.ledgerstone.addon.contract.Data.award;
import static io.ledgerstone.addon.contract.Data.entry;
import static io.ledgerstone.addon.contract.Data.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.addon.ReplayOutcome;
import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a handler sees of an entry. */
interface EntryContract extends ContractPart {
    /** Keeps what an entry says about itself, and what it says of a field {@code x}. */
    Script HEAD = new Script("""
            local guild, classic = ledger("guild"), ledger("classic")
            local function keep(state, e)
              state.head = { time = e.time, counter = e.counter, realm = e.realm, creator = e.creator }
              state.text = { type = e.type, key = e.key, id = e.id }
            end
            guild:any(keep)
            classic:any(keep)
            """, """
            const guild = ledger("guild"), classic = ledger("classic");
            function keep(state, e) {
              state.head = { time: e.time, counter: e.counter, realm: e.realm, creator: e.creator };
              state.text = { type: e.type, key: e.key, id: e.id };
            }
            guild.any(keep);
            classic.any(keep);
            """);

    /** Keeps the field {@code x}. */
    Script KEEP_X = GUILD.then(new Script(
            "guild:any(function(state, e) state.x = e.x end)\n", "guild.any((state, e) => { state.x = e.x; });\n"));

    @Test
    default void entryTellsItsKeyTypeAndId() {
        Entry entry = new EntryCodec("guild", KeyLayout.CROSS_REALM)
                .seal(Key.of(4_294_967_295L, -3, 65_535, 4_294_967_294L), "ärger", Fields.NONE);
        bench().load(HEAD)
                .replays(entry)
                .hasState(map(
                        "head",
                        map("time", 4_294_967_295L, "counter", -3, "realm", 65_535, "creator", 4_294_967_294L),
                        "text",
                        map(
                                "type",
                                "ärger",
                                "key",
                                "4294967295--3-65535-4294967294",
                                "id",
                                entry.id().toString())));
    }

    @Test
    default void keysOfClassicLedgersHaveNoRealm() {
        Entry entry =
                new EntryCodec("classic", KeyLayout.CLASSIC).seal(Key.of(1_700_000_000, 5, 0, 77), "a", Fields.NONE);
        RunningAddon addon = bench().load(HEAD);
        addon.instance().reset("classic");
        assertThat(addon.instance().replay("classic", List.of(entry))).isEqualTo(ReplayOutcome.all(1));
        Data.assertSameData(
                Data.returned(addon.instance().state("classic")),
                map(
                        "head",
                        map("time", 1_700_000_000, "counter", 5, "realm", 0, "creator", 77),
                        "text",
                        map(
                                "type",
                                "a",
                                "key",
                                "1700000000-5-77",
                                "id",
                                entry.id().toString())));
    }

    @Test
    default void fieldsOfEveryKindAreThereByName() {
        Object[] values = {
            true,
            false,
            0,
            -1,
            0.1,
            1e-300,
            9_007_199_254_740_991L,
            -9_007_199_254_740_991L,
            2_147_483_648L,
            1.5e9,
            1e15,
            "",
            "Bob",
            "ärger 龍 🐉",
            "a\nb\u0000c",
            List.of(1, "two", false),
            map("a", 1, "b", map("c", List.of(2, 3)))
        };
        RunningAddon addon = bench().load(KEEP_X);
        for (Object value : values) {
            addon.replays(entry(1, "t", "x", value)).hasState(map("x", value));
        }
    }

    @Test
    default void nothingIsThereForAFieldThatIsMissing() {
        bench().load(
                        GUILD.then(
                                new Script(
                                        "guild:any(function(state, e) state.missing = e.x == nil and e.fields.x == nil end)",
                                        "guild.any((state, e) => { state.missing = e.x === undefined && e.fields.x === undefined; });")))
                .replays(entry(1, "t", "y", 1, "x", null))
                .hasState(map("missing", true));
    }

    @Test
    default void namesThatLanguagesKnowAreOrdinaryFields() {
        bench().load(GUILD.then(new Script("""
                        guild:any(function(state, e)
                          state.kept = { e.constructor, e.toString, e.__proto__, e.hasOwnProperty, e.length, e["end"] }
                          state.none = e.valueOf == nil and e.prototype == nil and e.__index == nil
                        end)
                        """, """
                        guild.any((state, e) => {
                          state.kept = [e.constructor, e.toString, e.__proto__, e.hasOwnProperty, e.length, e["end"]];
                          state.none = e.valueOf == null && e.prototype == null && e.__index == null;
                        });
                        """)))
                .replays(entry(
                        1,
                        "t",
                        "constructor",
                        1,
                        "toString",
                        2,
                        "__proto__",
                        3,
                        "hasOwnProperty",
                        4,
                        "length",
                        5,
                        "end",
                        6))
                .hasState(map("kept", List.of(1, 2, 3, 4, 5, 6), "none", true));
    }

    @Test
    default void minusZeroOfAnEntryIsZero() {
        bench().load(GUILD.then(new Script(
                        "guild:any(function(state, e) state.positive = 1 / e.x > 0 end)",
                        "guild.any((state, e) => { state.positive = 1 / e.x > 0; });")))
                .replays(entry(1, "t", "x", -0.0))
                .hasState(map("positive", true));
    }

    @Test
    default void arithmeticIsThatOfDoubles() {
        bench().load(GUILD.then(new Script(
                        "guild:any(function(state, e) state.x = e.x + 0.2; state.y = e.y * 3; state.z = e.y + 1 end)",
                        "guild.any((state, e) => { state.x = e.x + 0.2; state.y = e.y * 3; state.z = e.y + 1; });")))
                .replays(entry(1, "t", "x", 0.1, "y", 2_147_483_647))
                .hasState(map("x", 0.1 + 0.2, "y", 6_442_450_941L, "z", 2_147_483_648L));
    }

    @Test
    default void fieldsHoldsThemAllAndHidesNone() {
        bench().load(GUILD.then(new Script("""
                        guild:any(function(state, e)
                          state.own = { e.time, e.type, e.key == e.fields.key }
                          state.fields = e.fields
                        end)
                        """, """
                        guild.any((state, e) => {
                          state.own = [e.time, e.type, e.key === e.fields.key];
                          state.fields = e.fields;
                        });
                        """)))
                .replays(entry(12, "t", "time", 1, "type", "other", "key", "none", "fields", 5, "amount", 2))
                .hasState(map(
                        "own",
                        Arrays.asList(12, "t", false),
                        "fields",
                        map("time", 1, "type", "other", "key", "none", "fields", 5, "amount", 2)));
    }

    @Test
    default void fieldsComeInCanonicalOrder() {
        bench().load(GUILD.then(new Script("""
                        guild:any(function(state, e)
                          state.names = {}
                          for name in pairs(e.fields) do state.names[#state.names + 1] = name end
                        end)
                        """, """
                        guild.any((state, e) => {
                          state.names = Object.keys(e.fields);
                        });
                        """)))
                .replays(entry(1, "t", "player", 1, "b", 2, "zz", 3, "a", 4, "aa", 5))
                .hasState(map("names", List.of("a", "b", "aa", "zz", "player")));
    }

    @Test
    default void entriesAreReadOnly() {
        String[][] writes = {
            {"e.amount = 5", "e.amount = 5;"},
            {"e.time = 5", "e.time = 5;"},
            {"e.unknown = 5", "e.unknown = 5;"},
            {"e.amount = nil", "e.amount = undefined;"},
        };
        for (String[] write : writes) {
            RunningAddon addon = bench().load(GUILD.then(new Script(
                    "guild:on('award', function(state, e)\n" + write[0] + "\nend)\n",
                    "guild.on('award', (state, e) => {\n" + write[1] + "\n});\n")));
            var error = addon.failsAt(0, award(1, "Bob", 1));
            assertThat(error.message()).as(write[0]).isNotBlank();
            assertThat(error.position()).as(write[0]).isEqualTo(bench().line(3));
        }
    }

    @Test
    default void nestedValuesArePrivateCopies() {
        RunningAddon addon = bench().load(GUILD.then(new Script("""
                guild:on("loot", function(state, e)
                  local mine = e.items
                  mine[#mine + 1] = "changed"
                  state.own = mine
                  e.fields.items = nil
                end)
                guild:any(function(state, e) if e.type == "loot" then state.any = e.items end end)
                guild:on("more", function(state, e) state.own[1] = "later" state.any[1] = "later too" end)
                """, """
                guild.on("loot", (state, e) => {
                  const mine = e.items;
                  mine.push("changed");
                  state.own = mine;
                  delete e.fields.items;
                });
                guild.any((state, e) => { if (e.type === "loot") state.any = e.items; });
                guild.on("more", (state, e) => { state.own[0] = "later"; state.any[0] = "later too"; });
                """)));
        Entry loot = entry(1, "loot", "items", List.of("Sword", "Axe"));
        for (int round = 0; round < 2; round++) {
            addon.replays(loot)
                    .hasState(map("own", List.of("Sword", "Axe", "changed"), "any", List.of("Sword", "Axe")));
        }
    }

    @Test
    default void keptEntriesStayWhatTheyWere() {
        RunningAddon addon = bench().load(GUILD.then(new Script("""
                local kept = {}
                guild:on("award", function(state, e) kept[#kept + 1] = e end)
                guild:on("sum", function(state, e) state.sum = kept[1].amount * 100 + kept[2].amount * 10 + kept[3].amount end)
                """, """
                const kept = [];
                guild.on("award", (state, e) => { kept.push(e); });
                guild.on("sum", (state, e) => { state.sum = kept[0].amount * 100 + kept[1].amount * 10 + kept[2].amount; });
                """)));
        addon.replays(award(1, "Bob", 1), award(2, "Bob", 2))
                .continues(award(3, "Bob", 3))
                .continues(entry(4, "sum"))
                .hasState(map("sum", 123));
    }
}

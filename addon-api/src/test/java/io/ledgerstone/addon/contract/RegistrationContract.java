package io.ledgerstone.addon.contract;

import static io.ledgerstone.addon.contract.Data.award;
import static io.ledgerstone.addon.contract.Data.entry;
import static io.ledgerstone.addon.contract.Data.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.addon.Registrations;
import io.ledgerstone.addon.Registrations.Handlers;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an addon can register while it loads. */
interface RegistrationContract extends ContractPart {
    @Test
    default void everythingRegisteredIsListed() {
        Registrations registrations =
                bench().load(new Script("""
                        local guild, bank = ledger("guild"), ledger("bank")
                        guild:init(function(state) end)
                        guild:on("award", function(state, e) end)
                        guild:when({ spend = function(state, e) end, decay = function(state, e) end })
                        guild:otherwise(function(state, e) end)
                        bank:any(function(state, e) end)
                        guild:view("standings", function(state, args) end)
                        bank:view("balance", function(state, args) end)
                        bank:command("deposit", function(state, args) end)
                        """, """
                        const guild = ledger("guild"), bank = ledger("bank");
                        guild.init(state => {});
                        guild.on("award", (state, e) => {});
                        guild.when({ spend(state, e) {}, decay: (state, e) => {} });
                        guild.otherwise((state, e) => {});
                        bank.any((state, e) => {});
                        guild.view("standings", (state, args) => {});
                        bank.view("balance", (state, args) => {});
                        bank.command("deposit", (state, args) => {});
                        """)).instance().registrations();

        assertThat(registrations.ledgers())
                .containsEntry("guild", new Handlers(Set.of("award", "spend", "decay"), false, true))
                .containsEntry("bank", new Handlers(Set.of(), true, false))
                .hasSize(2);
        assertThat(registrations.views())
                .containsOnly(java.util.Map.entry("standings", "guild"), java.util.Map.entry("balance", "bank"));
        assertThat(registrations.commands()).containsOnly(java.util.Map.entry("deposit", "bank"));
        assertThat(registrations.tests()).isEmpty();
    }

    @Test
    default void ledgersAreListedInTheOrderTheyWereAskedFor() {
        Registrations registrations = bench().load(new Script(
                        "ledger('b'); ledger('a'); ledger('d'); ledger('c'); ledger('b')",
                        "ledger('b'); ledger('a'); ledger('d'); ledger('c'); ledger('b')"))
                .instance()
                .registrations();
        assertThat(registrations.ledgers().keySet()).containsExactly("b", "a", "d", "c");
    }

    @Test
    default void addonWithoutFilesLoads() {
        assertThat(bench().load().instance().registrations().ledgers()).isEmpty();
    }

    @Test
    default void addonThatRegistersNothingLoads() {
        Script nothing = new Script("local x = 1", "const x = 1;");
        assertThat(bench().load(nothing).instance().registrations().ledgers()).isEmpty();
    }

    @Test
    default void sameLedgerTwiceIsOneLedger() {
        bench().load(new Script("""
                        local one, two = ledger("guild"), ledger("guild")
                        one:on("award", function(state, e) state.awards = (state.awards or 0) + 1 end)
                        two:on("spend", function(state, e) state.spends = (state.spends or 0) + 1 end)
                        """, """
                        const one = ledger("guild"), two = ledger("guild");
                        one.on("award", (state, e) => { state.awards = (state.awards ?? 0) + 1; });
                        two.on("spend", (state, e) => { state.spends = (state.spends ?? 0) + 1; });
                        """))
                .replays(award(1, "Bob", 1), entry(2, "spend"))
                .hasState(map("awards", 1, "spends", 1));
    }

    @Test
    default void filesRunInOrderAndShareWhatTheyDefine() {
        bench().load(
                        new Script(
                                "local name, ns = ...\nns.rate = 3\nrate = 4\n", "const nsRate = 3;\nvar rate = 4;\n"),
                        GUILD.then(new Script(
                                "local name, ns = ...\nguild:init(function(s) s.rates = { ns.rate, rate } end)\n",
                                "\nguild.init(s => { s.rates = [nsRate, rate]; });\n")))
                .reset()
                .hasState(map("rates", List.of(3, 4)));
    }

    @Test
    default void typesMayHaveAnyText() {
        bench().load(GUILD.then(new Script("""
                        guild:on("toString", function(state, e) state.a = 1 end)
                        guild:on("ärger 龍", function(state, e) state.b = 2 end)
                        guild:when({ ["__proto__ "] = function(state, e) state.c = 3 end })
                        """, """
                        guild.on("toString", (state, e) => { state.a = 1; });
                        guild.on("ärger 龍", (state, e) => { state.b = 2; });
                        guild.when({ "__proto__ ": (state, e) => { state.c = 3; } });
                        """)))
                .replays(entry(1, "toString"), entry(2, "ärger 龍"), entry(3, "__proto__ "), entry(4, "constructor"))
                .hasState(map("a", 1, "b", 2, "c", 3));
    }
}

package io.ledgerstone.addon.contract;

/** A part of the contract suite; {@link EngineContract} runs them all. */
interface ContractPart {
    /** Two lines that open the ledger {@code guild} and give every player a sum of points. */
    Script POINTS = new Script("""
            local guild = ledger("guild")
            guild:init(function(state) state.points = {} end)
            guild:on("award", function(state, e) state.points[e.player] = (state.points[e.player] or 0) + e.amount end)
            """, """
            const guild = ledger("guild");
            guild.init(state => { state.points = {}; });
            guild.on("award", (state, e) => { state.points[e.player] = (state.points[e.player] ?? 0) + e.amount; });
            """);

    /** One line that opens the ledger {@code guild}. */
    Script GUILD = new Script("local guild = ledger(\"guild\")\n", "const guild = ledger(\"guild\");\n");

    /** Where addons are loaded. */
    EngineBench bench();
}

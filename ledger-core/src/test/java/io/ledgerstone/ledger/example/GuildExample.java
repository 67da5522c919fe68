package io.ledgerstone.ledger.example;

import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.LedgerOptions;
import io.ledgerstone.ledger.Query;
import io.ledgerstone.ledger.Reduction;
import io.ledgerstone.ledger.Source;
import io.ledgerstone.ledger.replay.Reducer;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Everything a program needs to keep a guild's points: append, fold, undo, query, follow. */
interface GuildExample {
    static Map<String, Double> keepPoints(Path folder) {
        Reducer<Map<String, Double>> points = Reducer.<Map<String, Double>>startingWith(TreeMap::new)
                .on(
                        "award",
                        (sum, e) -> sum.merge(e.fields().text("to"), e.fields().number("n", 0), Double::sum))
                .on(
                        "decay",
                        (sum, e) ->
                                sum.replaceAll((name, n) -> n * (1 - e.fields().number("part", 0))));

        try (Ledger ledger =
                        Ledger.open(folder, LedgerOptions.DEFAULT.name("guild").creator(4476, 43981));
                Reduction<Map<String, Double>> standings = ledger.reduce("points", points)) {
            ledger.append("award", Map.of("to", "Anna", "n", 10)).join(); // durable now
            var mistake = ledger.append("award", Map.of("to", "Bob", "n", 999)).join();
            ledger.append("decay", Map.of("part", 0.2)).join();
            ledger.ignore(mistake.entry().key(), Source.LOCAL).join();

            ledger.entries(Query.ALL.types("award")).forEach(e -> System.out.println(e.key() + " " + e.fields()));
            ledger.subscribe(0, Source.LOCAL, arrived -> System.out.println(arrived.position()));
            return standings.read(TreeMap::new);
        }
    }
}

package io.ledgerstone.host.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The demo's results for the eye. */
final class DemoReport {
    private DemoReport() {}

    static void print(ObjectNode shown, Output output) {
        output.line(Output.text(
                "A guild's ledger of %d entries, replayed from the first one.\n",
                shown.path("entries").asLong()));
        output.line(Output.text(
                "Standings of %s (GuildPoints, Lua)\n",
                shown.path("roster").path("name").asText()));
        List<JsonNode> rows = new ArrayList<>();
        shown.path("roster").path("profiles").forEach(rows::add);
        rows.sort(Comparator.comparingDouble(
                (JsonNode row) -> -row.path("standings").asDouble()));
        output.line(Tables.of(rows, List.of("name", "standings", "spent", "received", "decayed", "blocked")));
        output.line("\nLatest loot (LootHistory, JavaScript)\n");
        output.line(Tables.of(shown.path("loot"), List.of("time", "player", "item", "price", "raid")));
        output.line("\nWeek hashes, as every client of the guild computes them\n");
        for (JsonNode week : shown.path("weeks")) {
            output.line(Output.text(
                    "  week %d: %d, %d entries",
                    week.path(0).asLong(), week.path(1).asLong(), week.path(2).asLong()));
        }
        JsonNode timings = shown.path("timings");
        output.line("\nWhat took how long");
        output.line(Output.text(
                "  open a data folder              %5d ms",
                timings.path("openMs").asLong()));
        output.line(Output.text(
                "  import, on disk                 %5d ms",
                timings.path("importMs").asLong()));
        output.line(Output.text(
                "  start Lua, replay, standings    %5d ms",
                timings.path("standingsMs").asLong()));
        output.line(Output.text(
                "  start JavaScript, replay, loot  %5d ms",
                timings.path("lootMs").asLong()));
        output.line(Output.text(
                "  all, with the start of Java     %5d ms",
                timings.path("processMs").asLong()));
        output.line("""

                What to try next
                  ./ledgerstone import YOUR_SAVEDVARIABLES.lua   your own guild's ledger
                  ./ledgerstone view GuildPoints standings       its standings
                  ./ledgerstone run                              a host that goes on; then, in another terminal:
                  ./ledgerstone append guild award player=Bob amount=10
                  ./ledgerstone --help                           everything else""");
    }
}

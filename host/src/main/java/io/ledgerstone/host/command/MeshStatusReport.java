package io.ledgerstone.host.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** How a host's part of the mesh is, for the eye. */
final class MeshStatusReport {
    private static final int KNOWN_SHOWN_MAX = 32;

    private MeshStatusReport() {}

    static void print(JsonNode status, Output output) {
        if (status.path("insecure").asBoolean()) {
            output.line("INSECURE: no keys and no seals, anybody on this computer may write anything.");
        }
        output.line(Output.text(
                "Node %d%s%s, listens on %s; messages spread %s.",
                status.path("node").asLong(),
                name(status.path("name")),
                status.path("group").asText("").isEmpty()
                        ? ""
                        : " of group " + status.path("group").asText(),
                status.path("address").asText(),
                status.path("mode").asText().equals("tree") ? "along a tree" : "by flooding"));
        neighbours(status.path("neighbours"), output);
        known(status.path("known"), output);
        ledgers(status.path("ledgers"), output);
        propagation(status.path("propagation"), status.path("hops"), output);
        troubles(status, output);
    }

    private static String name(JsonNode name) {
        return name.asText("").isEmpty() ? "" : " (" + name.asText() + ")";
    }

    private static void neighbours(JsonNode neighbours, Output output) {
        if (neighbours.isEmpty()) {
            output.line("\nNo neighbour is linked now; the host goes on dialling those it knows.");
            return;
        }
        output.line("\nNeighbours\n");
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        for (JsonNode one : neighbours) {
            ObjectNode row = rows.addObject().put("node", one.path("peer").asText());
            if (!one.path("name").asText("").isEmpty()) {
                row.put("name", one.path("name").asText());
            }
            row.put("address", one.path("address").asText())
                    .put("linked for", Durations.text(one.path("upMs").asLong()))
                    .put("frames in", one.path("framesIn").asLong())
                    .put("out", one.path("framesOut").asLong())
                    .put("bytes in", one.path("bytesIn").asLong())
                    .put("bytes out", one.path("bytesOut").asLong())
                    .put("duplicates", one.path("duplicates").asLong());
        }
        output.line(Tables.of(rows));
    }

    private static void known(JsonNode known, Output output) {
        List<String> nodes = new ArrayList<>();
        for (JsonNode one : known) {
            if (nodes.size() == KNOWN_SHOWN_MAX) {
                nodes.add("and " + (known.size() - KNOWN_SHOWN_MAX) + " more");
                break;
            }
            nodes.add(one.path("node").asText());
        }
        if (!nodes.isEmpty()) {
            output.line("\nKnown nodes: " + String.join(", ", nodes));
        }
    }

    private static void ledgers(JsonNode ledgers, Output output) {
        if (!ledgers.isEmpty()) {
            output.line("\nEntries, by how they came\n");
            output.line(Tables.of(ledgers, List.of("name", "originated", "gossiped", "synced", "duplicates")));
        }
    }

    private static void propagation(JsonNode propagation, JsonNode hops, Output output) {
        long count = propagation.path("count").asLong();
        if (count == 0) {
            return;
        }
        output.line(Output.text(
                "\nFrom append to here, over %d live entries: half within %s ms, 90 %% within %s ms, 99 %% within %s ms, the"
                        + " slowest %s ms.",
                count,
                propagation.path("p50Ms").asText(),
                propagation.path("p90Ms").asText(),
                propagation.path("p99Ms").asText(),
                propagation.path("maxMs").asText()));
        List<String> list = new ArrayList<>();
        for (int i = 0; i < hops.size(); i++) {
            if (hops.path(i).asLong() > 0) {
                list.add(hops.path(i).asLong() + " over " + (i + 1) + (i == 0 ? " hop" : " hops"));
            }
        }
        if (!list.isEmpty()) {
            output.line("They came: " + String.join(", ", list) + ".");
        }
    }

    private static void troubles(JsonNode status, Output output) {
        List<String> refused = new ArrayList<>();
        status.path("refused").properties().forEach(one -> {
            if (one.getValue().asLong() > 0) {
                refused.add(one.getValue().asLong() + " " + one.getKey());
            }
        });
        if (!refused.isEmpty()) {
            output.line("\nRefused entries: " + String.join(", ", refused));
        }
        for (JsonNode offence : status.path("offences")) {
            output.line(Output.text(
                    "Peer %s: %s, %d times",
                    offence.path("peer").asText(),
                    offence.path("offence").asText(),
                    offence.path("count").asLong()));
        }
    }
}

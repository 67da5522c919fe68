package io.ledgerstone.host.operations;

import io.ledgerstone.host.mesh.MeshOperations;
import java.util.Map;

/** Takes requests about the mesh apart. */
final class MeshRequests {
    private static final long HOURS_DEFAULT = 72;

    private final MeshOperations mesh;

    MeshRequests(MeshOperations mesh) {
        this.mesh = mesh;
    }

    Map<String, Operation> all() {
        return Map.ofEntries(
                Map.entry("peers", (parameters, progress) -> mesh.peers()),
                Map.entry("mesh-status", (parameters, progress) -> mesh.status()),
                Map.entry("mesh-graph", (parameters, progress) -> mesh.graph()),
                Map.entry(
                        "mesh-submit",
                        (parameters, progress) ->
                                mesh.submit(parameters.number("node", 0), parameters.text("message"))),
                Map.entry(
                        "mesh-query",
                        (parameters, progress) -> mesh.query(parameters.number("node", 0), parameters.text("id"))),
                Map.entry("mesh-list", (parameters, progress) -> mesh.list(parameters.number("node", 0))),
                Map.entry(
                        "invite",
                        (parameters, progress) -> mesh.invite(
                                parameters.optionalText("role").orElse("member"),
                                parameters.optionalText("name").orElse(""),
                                parameters.number("hours", HOURS_DEFAULT))),
                Map.entry(
                        "join",
                        (parameters, progress) -> mesh.join(
                                parameters.text("invite"),
                                parameters.optionalText("name").orElse(null))),
                Map.entry("roster", (parameters, progress) -> mesh.roster()),
                Map.entry(
                        "revoke",
                        (parameters, progress) -> mesh.revoke(
                                parameters.text("device"),
                                parameters.optionalText("reason").orElse(""))));
    }
}

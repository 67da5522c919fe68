package io.ledgerstone.host.mesh;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.gossip.Joined;
import io.ledgerstone.gossip.LedgerVerdicts;
import io.ledgerstone.gossip.Mesh;
import io.ledgerstone.gossip.protocol.Answer;
import io.ledgerstone.gossip.protocol.MeshStatus;
import io.ledgerstone.gossip.protocol.Question;
import io.ledgerstone.host.HostException;
import io.ledgerstone.host.mesh.HostMesh.Founded;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.sync.PeerVerdict;
import io.ledgerstone.ledger.sync.RootAdvert;
import io.ledgerstone.ledger.sync.Standing;
import io.ledgerstone.ledger.sync.StateVerdict;
import io.ledgerstone.ledger.trust.Device;
import io.ledgerstone.ledger.trust.Invite;
import io.ledgerstone.ledger.trust.Role;
import io.ledgerstone.ledger.trust.Roster;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What people ask of a mesh: who is in it, and how far everybody is. */
public final class MeshOperations {
    private static final int HOURS_MAX = 24 * 90;
    private static final int MESSAGES_MAX = 100_000;
    private static final int NODE_MAX = 1_000_000;
    private static final int GRAPH_MAX = 512;

    private final HostMesh host;

    /** Operations on a host's mesh. */
    public MeshOperations(HostMesh host) {
        this.host = host;
    }

    /** How each shared ledger stands to those of the peers. */
    public ObjectNode peers() {
        Mesh mesh = host.running();
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ArrayNode ledgers = result.putArray("ledgers");
        mesh.verdicts().forEach(ledger -> {
            ObjectNode json = ledgers.addObject().put("name", ledger.name()).put("entries", ledger.entries());
            ArrayNode peers = json.putArray("peers");
            ledger.peers()
                    .forEach((peer, verdict) -> peers.add(peer(peer, mesh.nameOf(peer), verdict, ledger.nowMs())));
            ArrayNode states = json.putArray("states");
            ledger.states()
                    .forEach((peer, addons) -> addons.forEach((addon, verdict) ->
                            describe(states.addObject(), ledger, mesh.nameOf(peer), peer, addon, verdict)));
        });
        return result;
    }

    private static ObjectNode peer(String peer, String name, PeerVerdict verdict, long nowMs) {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("peer", peer).put("name", name);
        describe(json, verdict.standing());
        return json.put("exact", verdict.exact())
                .put("total", verdict.total())
                .put("heardMsAgo", verdict.heardMs() == 0 ? null : Long.valueOf(nowMs - verdict.heardMs()))
                .put(
                        "activity",
                        verdict.activity().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .put("received", verdict.received())
                .put("delivered", verdict.delivered())
                .put("refused", verdict.refused())
                .put("forged", verdict.forged())
                .put("malformed", verdict.malformed())
                .put("replayed", verdict.replayed())
                .put("collisions", verdict.collisions())
                .put("brokenPromises", verdict.brokenPromises());
    }

    private static void describe(ObjectNode json, @Nullable Standing standing) {
        switch (standing) {
            case null -> json.put("standing", "unknown");
            case Standing.Same same -> json.put("standing", "same");
            case Standing.Behind(long entries) -> json.put("standing", "behind").put("behind", entries);
            case Standing.Ahead(long entries) -> json.put("standing", "ahead").put("ahead", entries);
            case Standing.Differs differs -> {
                json.put("standing", "differs").put("behind", differs.behind()).put("ahead", differs.ahead());
                ArrayNode weeks = json.putArray("weeks");
                differs.weeks().forEach(weeks::add);
            }
        }
    }

    private void describe(
            ObjectNode json, LedgerVerdicts ledger, String name, String peer, String addon, StateVerdict verdict) {
        json.put("peer", peer).put("name", name).put("addon", addon);
        switch (verdict) {
            case StateVerdict.Unknown unknown -> json.put("verdict", "unknown");
            case StateVerdict.Agrees(RootAdvert root) ->
                json.put("verdict", "agrees").put("entries", root.total());
            case StateVerdict.OtherCode other ->
                json.put("verdict", "other code").put("entries", other.root().total());
            case StateVerdict.NotThere(RootAdvert root, boolean ours) ->
                json.put("verdict", ours ? "not here" : "not there").put("entries", root.total());
            case StateVerdict.Differs(RootAdvert root, String note) ->
                json.put("verdict", "differs").put("entries", root.total()).put("note", note);
            case StateVerdict.DiffersSince since -> {
                Key key = since.key();
                json.put("verdict", "differs")
                        .put("entries", since.root().total())
                        .put("position", since.position())
                        .put("key", key == null ? null : key.text(ledger.layout()));
                host.states().report(ledger.name(), peer, addon).ifPresent(file -> json.put("report", file.toString()));
            }
        }
    }

    /** How this host's node is. */
    public ObjectNode status() {
        Mesh mesh = host.running();
        MeshStatus status = mesh.status();
        ObjectNode result = JsonNodeFactory.instance
                .objectNode()
                .put("node", status.node())
                .put("name", status.name())
                .put("group", mesh.hasGroup() ? mesh.roster().name() : null)
                .put("insecure", !mesh.hasGroup())
                .put("address", status.address())
                .put("mode", status.large() ? "tree" : "flood");
        ArrayNode neighbours = result.putArray("neighbours");
        status.neighbours()
                .forEach(peer -> neighbours
                        .addObject()
                        .put("peer", peer.peer())
                        .put("name", peer.name())
                        .put("address", peer.address())
                        .put("upMs", mesh.nowMs() - peer.upMs())
                        .put("framesIn", peer.framesIn())
                        .put("bytesIn", peer.bytesIn())
                        .put("framesOut", peer.framesOut())
                        .put("bytesOut", peer.bytesOut())
                        .put("duplicates", peer.duplicates()));
        ArrayNode known = result.putArray("known");
        status.known()
                .forEach(
                        contact -> known.addObject().put("node", contact.node()).put("address", contact.address()));
        ArrayNode ledgers = result.putArray("ledgers");
        status.ledgers()
                .forEach(ledger -> ledgers.addObject()
                        .put("name", ledger.name())
                        .put("originated", ledger.originated())
                        .put("gossiped", ledger.gossiped())
                        .put("synced", ledger.synced())
                        .put("duplicates", ledger.duplicates())
                        .put("refused", ledger.refused())
                        .put("sent", ledger.sent()));
        MeshStatus.Delay delay = status.delay();
        result.putObject("propagation")
                .put("count", delay.count())
                .put("p50Ms", delay.p50Ms())
                .put("p90Ms", delay.p90Ms())
                .put("p99Ms", delay.p99Ms())
                .put("maxMs", delay.maxMs());
        ArrayNode hops = result.putArray("hops");
        status.hops().forEach(hops::add);
        ArrayNode offences = result.putArray("offences");
        mesh.offences()
                .forEach((peer, counts) -> counts.forEach((offence, count) -> offences.addObject()
                        .put("peer", peer)
                        .put("offence", offence.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .put("count", count)));
        return result;
    }

    /** Submits a message on a node; 0 is this one. */
    public ObjectNode submit(long node, String message) {
        Mesh mesh = host.running();
        int at = node(mesh, node);
        Answer.Submitted submitted = ask(mesh, at, new Question.Submit(message), Answer.Submitted.class);
        return JsonNodeFactory.instance.objectNode().put("node", at).put("id", submitted.id());
    }

    /** Looks for a message on a node; 0 is this one. */
    public ObjectNode query(long node, String id) {
        Mesh mesh = host.running();
        int at = node(mesh, node);
        Answer.Messages messages = ask(mesh, at, new Question.Query(id), Answer.Messages.class);
        if (messages.messages().size() > 1) {
            throw new HostException("Several messages on node " + at + " begin with " + id + "; give more digits");
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("node", at);
        result.put("found", !messages.messages().isEmpty());
        messages.messages()
                .forEach(told -> result.put("id", told.id())
                        .put("message", told.message())
                        .put("time", told.time()));
        return result;
    }

    /** All messages of a node; 0 is this one. */
    public ObjectNode list(long node) {
        Mesh mesh = host.running();
        int at = node(mesh, node);
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("node", at);
        ArrayNode list = result.putArray("messages");
        boolean more = true;
        while (more && list.size() < MESSAGES_MAX) {
            Answer.Messages page = ask(mesh, at, new Question.Listing(list.size()), Answer.Messages.class);
            page.messages()
                    .forEach(told -> list.addObject()
                            .put("id", told.id())
                            .put("message", told.message())
                            .put("time", told.time()));
            more = page.more() && !page.messages().isEmpty();
        }
        return result.put("more", more);
    }

    private static int node(Mesh mesh, long node) {
        if (node < 0 || node > NODE_MAX) {
            throw new HostException("There is no node " + node + "; nodes are numbered from 1");
        }
        return node == 0 ? mesh.node() : (int) node;
    }

    private static <T extends Answer> T ask(Mesh mesh, int node, Question question, Class<T> kind) {
        Answer answer = mesh.ask(node, question).join();
        if (answer instanceof Answer.Refused refused) {
            throw new HostException("Node " + node + ": " + refused.reason());
        }
        return kind.cast(answer);
    }

    /** All nodes that can be found from here, and their neighbours. */
    public ObjectNode graph() {
        Mesh mesh = host.running();
        Map<Integer, Answer.@Nullable Counted> nodes = new TreeMap<>();
        Set<Integer> todo = new TreeSet<>(Set.of(mesh.node()));
        while (!todo.isEmpty() && nodes.size() < GRAPH_MAX) {
            List<Integer> wave = List.copyOf(todo);
            todo.clear();
            List<CompletableFuture<Answer>> answers = wave.stream()
                    .map(node -> mesh.ask(node, new Question.Census()))
                    .toList();
            for (int i = 0; i < wave.size(); i++) {
                Answer answer = answers.get(i).join();
                Answer.Counted counted = answer instanceof Answer.Counted known ? known : null;
                nodes.put(wave.get(i), counted);
                if (counted != null) {
                    todo.addAll(counted.neighbours());
                }
            }
            todo.removeAll(nodes.keySet());
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ArrayNode list = result.putArray("nodes");
        nodes.forEach((node, counted) -> {
            ObjectNode json = list.addObject().put("node", node).put("reached", counted != null);
            json.put("name", counted == null ? null : counted.name());
            ArrayNode neighbours = json.putArray("neighbours");
            if (counted != null) {
                counted.neighbours().forEach(neighbours::add);
            }
        });
        return result;
    }

    /** Makes an invite, and the group if there is none. */
    public ObjectNode invite(String role, String name, long hours) {
        if (hours < 1 || hours > HOURS_MAX) {
            throw new HostException("An invite is good for 1 to " + HOURS_MAX + " hours, not " + hours);
        }
        Founded founded = host.foundOrFind();
        Invite invite = founded.mesh().invite(role(role), name, Duration.ofHours(hours));
        return JsonNodeFactory.instance
                .objectNode()
                .put("text", invite.text())
                .put("role", role(role).text())
                .put("expires", invite.expires())
                .put("founded", founded.now())
                .put("founder", invite.founder().toString())
                .put("address", String.join(", ", invite.addresses()));
    }

    private static Role role(String text) {
        return switch (text) {
            case "member" -> Role.MEMBER;
            case "officer" -> Role.OFFICER;
            default -> throw new HostException("A role is member or officer, not '" + text + "'");
        };
    }

    /** Joins the group of an invite. */
    public ObjectNode join(String text, @Nullable String name) {
        Joined joined = host.join(text, name);
        return JsonNodeFactory.instance
                .objectNode()
                .put("group", joined.group())
                .put("node", joined.node())
                .put("name", joined.name())
                .put("role", joined.role())
                .put("founder", joined.founder().fingerprint().toString())
                .put("running", host.find().isPresent());
    }

    /** Who is in the group. */
    public ObjectNode roster() {
        Mesh mesh = host.running();
        Roster roster = mesh.roster();
        ObjectNode result = JsonNodeFactory.instance
                .objectNode()
                .put("group", roster.name())
                .put("founder", roster.founder().fingerprint().toString())
                .put("self", mesh.self().fingerprint().toString());
        ArrayNode devices = result.putArray("devices");
        roster.devices().forEach(device -> devices.add(device(device, roster)));
        ArrayNode invitations = result.putArray("invitations");
        roster.invitations()
                .forEach(invitation -> invitations
                        .addObject()
                        .put("name", invitation.name())
                        .put("role", invitation.role().text())
                        .put("expires", invitation.expires())
                        .put("used", invitation.usedBy() != null));
        ArrayNode without = result.putArray("withoutEffect");
        roster.withoutEffect().forEach(entry -> without.add(entry.toString()));
        return result;
    }

    private static ObjectNode device(Device device, Roster roster) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("name", device.name())
                .put("node", device.node())
                .put("role", device.role().text())
                .put("key", device.key().fingerprint().toString())
                .put("realm", device.realm())
                .put("creator", device.creator())
                .put("status", device.isRevoked() ? "revoked" : "active")
                .put(
                        "admittedBy",
                        roster.device(device.admittedBy()).map(Device::name).orElse(null));
        return json.put(
                "reason",
                device.revocation() == null ? null : device.revocation().reason());
    }

    /** Ends a device's word. */
    public ObjectNode revoke(String name, String reason) {
        Device device = host.running().revoke(name, reason);
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", device.name())
                .put("node", device.node())
                .put("key", device.key().fingerprint().toString());
    }
}

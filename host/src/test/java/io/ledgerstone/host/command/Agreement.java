package io.ledgerstone.host.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.host.HostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** What running hosts acknowledged, and whether they all have it and are the same. */
final class Agreement {
    /** The ledger that {@link #append} writes to. */
    static final String LEDGER = "guild";

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int ENTRIES_MAX = 100_000;

    private final Set<String> acknowledged = new HashSet<>();

    /** All messages of a host, and the ids of all entries of that ledger. */
    private record Listed(JsonNode messages, List<String> entries) {
        static Listed of(ChildHost host) {
            ObjectNode all = HostCommand.parameters().put("ledger", LEDGER).put("limit", ENTRIES_MAX);
            return new Listed(
                    host.ask("mesh-list", HostCommand.parameters()).path("messages"),
                    host.ask("entries", all).path("entries").findValuesAsText("id"));
        }

        List<String> messageIds() {
            return messages.findValuesAsText("id");
        }
    }

    /** Submits a message on a host, and remembers it if the host acknowledges it. */
    void submit(ChildHost on, String message) {
        remember(on.ask("mesh-submit", HostCommand.parameters().put("message", message))
                .path("id")
                .asText());
    }

    /** Appends an entry on a host, and remembers it if the host acknowledges it. */
    void append(ChildHost on, int number) {
        remember(appendOnly(on, number));
    }

    /** Appends an entry on a host, and answers its id. */
    static String appendOnly(ChildHost on, int number) {
        ObjectNode entry = HostCommand.parameters().put("ledger", LEDGER).put("type", "award");
        entry.putObject("fields").put("number", number);
        return on.ask("append", entry).path("id").asText();
    }

    /** Remembers what a host acknowledged to somebody else. */
    void remember(String id) {
        acknowledged.add(id);
    }

    /** How much was acknowledged. */
    int acknowledged() {
        return acknowledged.size();
    }

    /** Whether a host has an entry of that ledger. */
    static boolean has(ChildHost host, String id) {
        return Listed.of(host).entries().contains(id);
    }

    /** Waits until all have all that was acknowledged. What they say of each other takes some seconds more. */
    void awaitKept(List<ChildHost> hosts, Duration patience) {
        await(hosts, patience, host -> lacking(Listed.of(host)));
    }

    /**
     * Waits until each host says that it is the same as all its peers, and all list the same, which holds all that was
     * acknowledged.
     */
    void awaitSame(List<ChildHost> hosts, Duration patience) {
        await(hosts, patience, host -> {
            String apart = apart(host);
            if (!apart.isEmpty()) {
                return apart;
            }
            Listed listed = Listed.of(host);
            String lacking = lacking(listed);
            return lacking.isEmpty() && !listed.equals(Listed.of(hosts.getFirst()))
                    ? "lists others than host " + hosts.getFirst().number()
                    : lacking;
        });
    }

    /** Waits until nothing is wrong with any; fails with what is, and the end of that host's log. */
    private static void await(List<ChildHost> hosts, Duration patience, Function<ChildHost, String> wrong) {
        List<String> last = new ArrayList<>();
        try {
            Awaitility.await().atMost(patience).pollInterval(POLL).until(() -> {
                last.clear();
                hosts.stream()
                        .map(host -> report(host, wrong))
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .ifPresent(last::add);
                return last.isEmpty();
            });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("after " + patience.toSeconds() + " s " + String.join("", last), e);
        }
    }

    private static String report(ChildHost host, Function<ChildHost, String> wrong) {
        String what;
        try {
            what = wrong.apply(host);
        } catch (HostException e) {
            what = "answers: " + e.getMessage();
        }
        return what.isEmpty() ? "" : "host " + host.number() + " " + what + "; the end of its log:\n" + host.output();
    }

    /** What a host says of its peers' copies, but "same"; empty if nothing. */
    private static String apart(ChildHost host) {
        int linked = 0;
        for (JsonNode ledger : host.ask("peers", HostCommand.parameters()).path("ledgers")) {
            for (JsonNode peer : ledger.path("peers")) {
                linked++;
                if (!peer.path("standing").asText().equals("same")) {
                    return "says of " + ledger.path("name").asText() + " and peer "
                            + peer.path("peer").asText() + ": " + PeersReport.verdict(peer);
                }
            }
        }
        return linked == 0 ? "has no peer" : "";
    }

    private String lacking(Listed listed) {
        Set<String> missing = new HashSet<>(acknowledged);
        listed.messageIds().forEach(missing::remove);
        listed.entries().forEach(missing::remove);
        return missing.isEmpty()
                ? ""
                : "lacks " + missing.size() + " that were acknowledged, one of them "
                        + missing.iterator().next();
    }
}

package io.ledgerstone.host.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerstone.host.HostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a host knows of its peers' copies, in words. */
final class PeersReport {
    private static final int WEEKS_SHOWN_MAX = 6;
    private static final Set<String> APART = Set.of("behind", "ahead", "differs");
    private static final Set<String> AT_WORK = Set.of("comparing", "waiting");
    private static final String OTHER_LEDGER = "other ledger";

    private PeersReport() {}

    /** The part about one ledger. */
    static ObjectNode only(String ledger, ObjectNode result) {
        List<String> names = new ArrayList<>();
        for (JsonNode one : result.path("ledgers")) {
            if (one.path("name").asText().equals(ledger)) {
                ObjectNode part = HostCommand.parameters();
                part.putArray("ledgers").add(one);
                return part;
            }
            names.add(one.path("name").asText());
        }
        throw new HostException("The mesh shares no ledger '" + ledger + "'; "
                + (names.isEmpty() ? "it shares none yet" : "it shares " + String.join(", ", names)));
    }

    /** Whether everything is the same or will be: where copies differ somebody works on it, and no addon's states differ. */
    static boolean isRight(JsonNode result) {
        for (JsonNode ledger : result.path("ledgers")) {
            boolean apart = false;
            boolean atWork = false;
            for (JsonNode peer : ledger.path("peers")) {
                if (peer.path("activity").asText().equals(OTHER_LEDGER)) {
                    return false;
                }
                apart |= APART.contains(peer.path("standing").asText());
                atWork |= AT_WORK.contains(peer.path("activity").asText());
            }
            // One peer is pulled from at a time; the others are quiet meanwhile.
            if (apart && !atWork) {
                return false;
            }
            for (JsonNode state : ledger.path("states")) {
                if (state.path("verdict").asText().equals("differs")) {
                    return false;
                }
            }
        }
        return true;
    }

    static void print(JsonNode result, Output output) {
        if (result.path("ledgers").isEmpty()) {
            output.remark("The mesh shares no ledger yet; append or import something, here or on a peer.");
        }
        boolean first = true;
        for (JsonNode ledger : result.path("ledgers")) {
            if (!first) {
                output.line("");
            }
            first = false;
            print(ledger, ledger.path("peers"), output);
        }
    }

    private static void print(JsonNode ledger, JsonNode peers, Output output) {
        output.line(Output.text(
                "%s: %s here",
                ledger.path("name").asText(), count(ledger.path("entries").asLong(), "entry", "entries")));
        if (peers.isEmpty()) {
            output.line("  no peer is linked now");
        } else {
            ArrayNode rows = JsonNodeFactory.instance.arrayNode();
            for (JsonNode peer : peers) {
                ObjectNode row = rows.addObject().put("peer", peer.path("peer").asText());
                if (peer.path("name").isTextual()) {
                    row.put("name", peer.path("name").asText());
                }
                row.put("verdict", verdict(peer))
                        .put("heard", heard(peer.path("heardMsAgo")))
                        .put("activity", activity(peer.path("activity").asText()));
                String troubles = troubles(peer);
                if (!troubles.isEmpty()) {
                    row.put("troubles", troubles);
                }
            }
            output.line(Tables.of(rows, List.of("peer", "name", "verdict", "heard", "activity", "troubles")));
        }
        for (JsonNode state : ledger.path("states")) {
            output.line("  " + state(state));
        }
    }

    /** How the copies stand, in words. */
    static String verdict(JsonNode peer) {
        boolean exact = peer.path("exact").asBoolean();
        String about = exact ? "" : "about ";
        long behind = peer.path("behind").asLong();
        long ahead = peer.path("ahead").asLong();
        return switch (peer.path("standing").asText()) {
            case "same" -> "same";
            case "behind" -> "behind by " + about + behind;
            case "ahead" -> "ahead by " + about + ahead;
            case "differs" ->
                "differs" + weeks(peer.path("weeks"))
                        + (behind == 0 && ahead == 0
                                ? ""
                                : Output.text(" (%s%d there, %d here)", about, behind, ahead));
            default -> "not heard of yet";
        };
    }

    private static String weeks(JsonNode weeks) {
        List<String> numbers = new ArrayList<>();
        for (JsonNode week : weeks) {
            if (numbers.size() < WEEKS_SHOWN_MAX) {
                numbers.add(week.asText());
            }
        }
        int more = weeks.size() - numbers.size();
        return numbers.isEmpty()
                ? ""
                : (weeks.size() == 1 ? " in week " : " in weeks ")
                        + String.join(", ", numbers)
                        + (more > 0 ? " and " + more + " more" : "");
    }

    private static String heard(JsonNode msAgo) {
        return msAgo.isNumber() ? Durations.text(msAgo.asLong()) + " ago" : "never";
    }

    private static String activity(String name) {
        return name.equals(OTHER_LEDGER) ? "has another ledger of this name" : name;
    }

    private static String troubles(JsonNode peer) {
        List<String> list = new ArrayList<>();
        add("refused", peer.path("refused").asLong(), list);
        add("forged", peer.path("forged").asLong(), list);
        add("malformed", peer.path("malformed").asLong(), list);
        add("replayed", peer.path("replayed").asLong(), list);
        add("crafted weeks", peer.path("collisions").asLong(), list);
        add("broken promises", peer.path("brokenPromises").asLong(), list);
        return String.join(", ", list);
    }

    private static void add(String what, long count, List<String> list) {
        if (count > 0) {
            list.add(count + " " + what);
        }
    }

    private static String state(JsonNode state) {
        String who = Output.text(
                "%s and peer %s: ",
                state.path("addon").asText(), state.path("peer").asText());
        return who
                + switch (state.path("verdict").asText()) {
                    case "agrees" ->
                        "state agrees after " + count(state.path("entries").asLong(), "entry", "entries");
                    case "other code" -> "not compared, the peer runs other code of this addon";
                    case "not here" -> "not compared, the addon is not here or stands still";
                    case "not there" -> "not compared, the peer has no such addon or it stands still there";
                    case "differs" -> "STATE DIFFERS" + since(state);
                    default -> "not compared yet";
                };
    }

    private static String since(JsonNode state) {
        if (!state.path("position").isNumber()) {
            return ", " + state.path("note").asText();
        }
        String since = state.path("key").isTextual()
                ? Output.text(
                        " since entry %d, %s",
                        state.path("position").asLong(), state.path("key").asText())
                : " from the beginning, before any entry";
        return state.path("report").isTextual()
                ? since + "; both states, path by path: " + state.path("report").asText()
                : since;
    }

    private static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}

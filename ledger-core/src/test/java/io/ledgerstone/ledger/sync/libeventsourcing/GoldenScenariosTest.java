package io.ledgerstone.ledger.sync.libeventsourcing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.GoldenVectors;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.sync.Dice;
import io.ledgerstone.ledger.sync.libeventsourcing.Channel.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the real library does, message by message and moment by moment, with the delays that its chance gave: by our machine, and by
 * the model of the library that other tests put beside it.
 */
final class GoldenScenariosTest {
    private static final FieldOrder ORDER = FieldOrder.IGNORES_ONLY.with("TE", "m");
    private static final double LATENCY = Channel.LATENCY_MS / 1000.0;
    private static final double ANSWER_MIN = 3;

    private record Scenario(JsonNode json) {
        static Scenario of(String name) {
            return StreamSupport.stream(
                            GoldenVectors.read("lib-event-sourcing-sync.json")
                                    .get("scenarios")
                                    .spliterator(),
                            false)
                    .filter(scenario -> scenario.get("name").asText().equals(name))
                    .map(Scenario::new)
                    .findFirst()
                    .orElseThrow();
        }

        long startMs() {
            return json.get("t0").asLong() * 1000;
        }

        Channel channel() {
            KeyLayout layout = json.get("realm").asBoolean() ? KeyLayout.CROSS_REALM : KeyLayout.CLASSIC;
            return new Channel(layout, ORDER, startMs());
        }

        List<Entry> finalEntries(Channel channel, String node) {
            List<Entry> entries = new ArrayList<>();
            for (JsonNode row : json.get("final").get(node).get("entries")) {
                EntryRows.Outcome outcome = channel.rows().read(EnvelopeVectorsTest.value(row));
                entries.add(((EntryRows.Outcome.Read) outcome).entry());
            }
            return entries;
        }

        /** The delays of the answers, in the order of the requests they answer. */
        Dice dice() {
            Queue<Integer> delays = new ArrayDeque<>();
            for (JsonNode request : json.get("log")) {
                if (request.at("/message/type").asText().equals("RW")
                        && request.get("distribution").asText().equals("GUILD")) {
                    answer(request).ifPresent(answer -> delays.add(delayMs(request, answer)));
                }
            }
            return bound -> delays.isEmpty() ? bound - 1 : delays.remove();
        }

        private Optional<JsonNode> answer(JsonNode request) {
            return StreamSupport.stream(json.get("log").spliterator(), false)
                    .filter(answer -> answer.at("/message/type").asText().equals("WD")
                            && answer.at("/message/week").equals(request.at("/message/week"))
                            && answer.get("t").asDouble() > request.get("t").asDouble())
                    .findFirst();
        }

        private static int delayMs(JsonNode request, JsonNode answer) {
            double seconds = answer.get("t").asDouble() - request.get("t").asDouble() - LATENCY - ANSWER_MIN;
            return (int) Math.floor(seconds * 1000);
        }

        /** What one peer does, a line each. */
        List<String> lines(String node) {
            List<String> lines = new ArrayList<>();
            for (JsonNode event : json.get("log")) {
                String millis = Long.toString((long) Math.floor(event.path("t").asDouble() * 1000 + 1e-6));
                if (event.path("event").asText().equals("sync state")
                        && event.get("at").asText().equals(node)) {
                    lines.add(millis + " is " + event.get("state").asText());
                } else if (event.path("from").asText().equals(node)) {
                    lines.add(millis + " " + event.get("call").asText() + " "
                            + event.get("distribution").asText() + " "
                            + event.path("target").asText() + " "
                            + text(EnvelopeVectorsTest.value(event.get("message"))));
                }
            }
            return lines;
        }

        /** The message with its keys in order. */
        private static String text(AddonValue message) {
            return SerializedReader.read(SerializedWriter.write(message)).toString();
        }

        void requireSame(Channel channel) {
            for (Node node : channel.nodes.values()) {
                assertThat(lines(channel, node.name())).isEqualTo(lines(node.name()));
                assertThat(node.ledger().all()).isEqualTo(finalEntries(channel, node.name()));
            }
        }

        private List<String> lines(Channel channel, String node) {
            record Line(long atMs, int rank, String text) {}
            List<Line> lines = new ArrayList<>();
            for (Channel.StateChange change : channel.states) {
                if (change.at().equals(node)) {
                    lines.add(new Line(change.atMs(), 0, " is " + change.state()));
                }
            }
            for (Channel.Sent sent : channel.sent) {
                if (sent.from().equals(node)) {
                    AddonOutput.Send send = sent.send();
                    lines.add(new Line(
                            sent.atMs(),
                            1,
                            " " + (send.large() ? "sendLargeMessage" : "send") + " " + send.distribution() + " "
                                    + send.target() + " " + text(MessageTables.write(send.message()))));
                }
            }
            return lines.stream()
                    .sorted((a, b) -> a.atMs != b.atMs ? Long.compare(a.atMs, b.atMs) : a.rank - b.rank)
                    .map(line -> (line.atMs - startMs()) + line.text)
                    .toList();
        }
    }

    private static Node join(Channel channel, String name, Dice dice, boolean model) {
        return model ? channel.joinModel(name, dice) : join(channel, name, dice);
    }

    private static Node join(Channel channel, String name, Dice dice) {
        return channel.join(AddonSettings.of(name).withDigests(false), AddonGate.OPEN, dice);
    }

    @ParameterizedTest
    @CsvSource({"initial-sync, false", "realm/initial-sync, false", "initial-sync, true", "realm/initial-sync, true"})
    void emptyPeerIsSentThreeWeeks(String name, boolean model) {
        Scenario scenario = Scenario.of(name);
        Channel channel = scenario.channel();
        Node alice = join(channel, "Alice", scenario.dice(), model);
        join(channel, "Bob", scenario.dice(), model);
        alice.ledger().insert(scenario.finalEntries(channel, "Alice"));
        alice.station().enableSending(channel.nowMs());
        channel.runUntil(scenario.startMs() + 60_000);
        scenario.requireSame(channel);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ofTwoWithTheSameDataTheOneWhoAdvertisesFirstSends(boolean model) {
        Scenario scenario = Scenario.of("three-nodes-priority");
        Channel channel = scenario.channel();
        Node alice = join(channel, "Alice", scenario.dice(), model);
        join(channel, "Bob", scenario.dice(), model);
        Node carol = join(channel, "Carol", scenario.dice(), model);
        alice.ledger().insert(scenario.finalEntries(channel, "Alice"));
        carol.ledger().insert(scenario.finalEntries(channel, "Carol"));
        carol.station().enableSending(channel.nowMs());
        channel.after(2_000, () -> alice.station().enableSending(channel.nowMs()));
        channel.runUntil(scenario.startMs() + 60_000);
        scenario.requireSame(channel);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void thirtyWeeksAreAdvertisedByTurns(boolean model) {
        Scenario scenario = Scenario.of("rolling-30-weeks");
        Channel channel = scenario.channel();
        Node alice = join(channel, "Alice", scenario.dice(), model);
        alice.ledger().insert(scenario.finalEntries(channel, "Alice"));
        alice.station().enableSending(channel.nowMs());
        channel.runUntil(scenario.startMs() + 130_000);
        scenario.requireSame(channel);
    }

    @Test
    void entriesAreToldAndQuestionsAnsweredAndNonsenseCounted() {
        Scenario scenario = Scenario.of("submit-and-state");
        Channel channel = scenario.channel();
        Node alice = join(channel, "Alice", scenario.dice());
        Node bob = join(channel, "Bob", scenario.dice());
        alice.ledger().stateHash = 1200555278L; // Where its replay stood; the library had not caught up.
        alice.ledger().lag = 3;
        List<Entry> entries = scenario.finalEntries(channel, "Alice");
        channel.append(alice, entries.get(1));
        channel.append(alice, entries.get(2));
        channel.after(2_000, () -> channel.append(alice, entries.get(0)));
        channel.after(4_000, () -> {
            bob.peer().requestStates(Distribution.RAID, channel.nowMs());
            bob.peer().requestStates(Distribution.GUILD, channel.nowMs());
        });
        channel.after(6_000, () -> bob.peer().requestWeek("Alice", 2812, channel.nowMs()));
        channel.after(8_000, () -> {
            alice.peer().sendAll("Bob", channel.nowMs());
            alice.peer().tellRaid(List.of(entries.get(2)), channel.nowMs());
            bob.peer().subscribe("Alice", channel.nowMs());
        });
        channel.runUntil(scenario.startMs() + 8_500);
        List<JsonNode> hostile = StreamSupport.stream(scenario.json.get("log").spliterator(), false)
                .filter(event -> event.path("t").asInt() == 9 && event.has("message"))
                .map(event -> event.get("message"))
                .toList();
        for (JsonNode message : hostile) {
            channel.deliver("Bob", Distribution.GUILD, "", MessageTables.read(EnvelopeVectorsTest.value(message)));
        }
        channel.runUntil(scenario.startMs() + 10_500);
        assertThat(lines(scenario, channel, "Alice")).isEqualTo(scenario.lines("Alice"));
        assertThat(lines(scenario, channel, "Bob"))
                .isEqualTo(scenario.lines("Bob").stream()
                        .filter(line -> !line.startsWith("9000 "))
                        .toList());
        assertThat(bob.ledger().all()).isEqualTo(scenario.finalEntries(channel, "Bob"));
        assertThat(alice.reportOn("Bob")).satisfies(report -> {
            assertThat(report.malformed()).isEqualTo(4);
            assertThat(report.refused()).as("the entry of an unknown class").isEqualTo(1);
            assertThat(report.subscribed()).isTrue();
        });
        assertThat(bob.reportOn("Alice").status()).isEqualTo(new PeerReport.Status(1200555278L, 3, 3, 1700292804));
    }

    private static List<String> lines(Scenario scenario, Channel channel, String node) {
        return scenario.lines(channel, node);
    }
}

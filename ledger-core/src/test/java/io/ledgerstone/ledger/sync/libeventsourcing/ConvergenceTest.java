package io.ledgerstone.ledger.sync.libeventsourcing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.GoldenVectors;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.Week;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.WeekData;
import io.ledgerstone.ledger.sync.libeventsourcing.Channel.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several peers on one channel come to have the same, whatever is lost and whatever hashes hide. */
final class ConvergenceTest {
    private static final long START_MS = 1_700_292_800_000L;
    private static final long MINUTE_MS = 60_000;
    private static final FieldOrder ORDER = FieldOrder.IGNORES_ONLY.with("TE", "m");

    private static Node join(Channel channel, String name, boolean ours, Random random) {
        Node node = ours
                ? channel.join(AddonSettings.of(name), AddonGate.OPEN, random::nextInt)
                : channel.joinModel(name, random::nextInt);
        node.station().enableSending(channel.nowMs());
        return node;
    }

    private static void requireSame(Channel channel, String as) {
        List<Entry> first = channel.nodes.values().iterator().next().ledger().all();
        for (Node node : channel.nodes.values()) {
            assertThat(node.ledger().all()).as("%s: %s", as, node.name()).isEqualTo(first);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void hostsAndAddonsConvergeThoughAThirdIsLost(long seed) {
        Random random = new Random(seed);
        KeyLayout layout = seed % 2 == 0 ? KeyLayout.CLASSIC : KeyLayout.CROSS_REALM;
        Channel channel = new Channel(layout, ORDER, START_MS);
        channel.loses = to -> random.nextInt(3) == 0;
        List<Node> nodes = new ArrayList<>();
        for (String name : List.of("Anna", "Bert", "Carl", "Dora", "Emil")) {
            nodes.add(join(channel, name, !name.equals("Bert") && !name.equals("Dora"), random));
            channel.runUntil(channel.nowMs() + random.nextInt(10_000));
        }
        int realm = layout == KeyLayout.CLASSIC ? 0 : 4476;
        for (int i = 0; i < 60; i++) {
            long time = channel.nowMs() / 1000 - random.nextInt(20) * Week.SECONDS;
            Entry entry =
                    channel.codec().seal(Key.of(time, i, realm, 1 + i), "TE", Fields.of(Map.of("m", "entry " + i)));
            channel.append(nodes.get(random.nextInt(nodes.size())), entry);
            channel.runUntil(channel.nowMs() + random.nextInt(8_000));
        }
        channel.runUntil(channel.nowMs() + 20 * MINUTE_MS);
        requireSame(channel, "seed " + seed);
        assertThat(nodes.getFirst().ledger().all()).hasSize(60);
    }

    static Stream<JsonNode> pairs() {
        return StreamSupport.stream(
                GoldenVectors.read("adler-collisions.json").get("pairs").spliterator(), false);
    }

    private static Channel collided(JsonNode pair, boolean ours) {
        boolean classic = pair.get("layout").asText().equals("time,counter,creator");
        Channel channel = new Channel(
                classic ? KeyLayout.CLASSIC : KeyLayout.CROSS_REALM,
                ORDER,
                (Week.firstTime(pair.get("week").asInt()) + 500_000) * 1000);
        Random random = new Random(1);
        for (String side : List.of("a", "b")) {
            Node node = join(channel, "Peer-" + side, ours, random);
            channel.runUntil(channel.nowMs() + 3_000);
            for (JsonNode key : pair.get(side)) {
                Key parsed = Key.of(
                        key.get(0).asLong(),
                        key.get(1).asLong(),
                        classic ? 0 : key.get(2).asInt(),
                        key.get(classic ? 2 : 3).asLong());
                node.ledger().insert(List.of(channel.codec().seal(parsed, "TE", Fields.NONE)));
            }
            assertThat(node.ledger().week(pair.get("week").asInt()).hash())
                    .isEqualTo(pair.get("weekHash").asLong());
        }
        channel.runUntil(channel.nowMs() + 3 * MINUTE_MS);
        return channel;
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void hostsFindEveryCollisionAndRepairIt(JsonNode pair) {
        Channel channel = collided(pair, true);
        requireSame(channel, pair.get("name").asText());
        assertThat(channel.node("Peer-a").ledger().all())
                .hasSize(pair.get("a").size() + pair.get("b").size());
        assertThat(channel.nodes.values())
                .extracting(node -> node.peer().adlerCollisions())
                .anyMatch(count -> count > 0);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void addonsNeverFindOne(JsonNode pair) {
        Channel channel = collided(pair, false);
        assertThat(channel.node("Peer-a").ledger().all())
                .isNotEqualTo(channel.node("Peer-b").ledger().all());
        assertThat(channel.sent).noneMatch(sent -> sent.send().message() instanceof WeekData);
    }

    @Test
    void aCollisionAmongFiveHundredEntriesIsFound() {
        Channel channel = new Channel(KeyLayout.CLASSIC, ORDER, START_MS);
        Random random = new Random(1);
        Node alice = join(channel, "Alice", true, random);
        channel.runUntil(START_MS + 3_000);
        Node bob = join(channel, "Bob", true, random);
        long time = START_MS / 1000 - 86_400;
        for (int i = 0; i < 503; i++) {
            int shift = i == 200 || i == 202 ? 1 : i == 201 ? -2 : 0;
            for (Node node : List.of(alice, bob)) {
                long at = time + i * 60L + (node.equals(bob) ? shift : 0);
                node.ledger().insert(List.of(channel.codec().seal(Key.of(at, 0, 0, 7), "TE", Fields.NONE)));
            }
        }
        int week = Week.numberOf(time);
        assertThat(bob.ledger().week(week).looksLike(alice.ledger().week(week))).isTrue();
        channel.runUntil(channel.nowMs() + 3 * MINUTE_MS);
        requireSame(channel, "503 entries");
        assertThat(bob.ledger().all()).hasSize(506);
        assertThat(alice.peer().adlerCollisions() + bob.peer().adlerCollisions())
                .isPositive();
    }

    @Test
    void twoContentsOfOneKeyReachEveryHost() {
        Channel channel = new Channel(KeyLayout.CLASSIC, ORDER, START_MS);
        Random random = new Random(1);
        List<Node> nodes = List.of(
                join(channel, "Alice", true, random),
                join(channel, "Bob", true, random),
                join(channel, "C", true, random));
        for (Node node : nodes) {
            channel.runUntil(channel.nowMs() + 2_000);
            Entry entry =
                    channel.codec().seal(Key.of(START_MS / 1000, 0, 0, 7), "TE", Fields.of(Map.of("m", node.name())));
            node.ledger().insert(List.of(entry));
        }
        channel.runUntil(channel.nowMs() + 5 * MINUTE_MS);
        requireSame(channel, "three contents");
        assertThat(nodes.getFirst().ledger().all()).hasSize(3);
    }

    @Test
    void anAddonThatAdvertisesFirstHidesNoCollisionForLong() {
        Channel channel = new Channel(KeyLayout.CLASSIC, ORDER, START_MS);
        Random random = new Random(1);
        Node addon = join(channel, "Addon", false, random);
        List<Node> hosts = List.of(join(channel, "Host-a", true, random), join(channel, "Host-b", true, random));
        Key key = Key.of(START_MS / 1000, 0, 0, 7);
        addon.ledger().insert(List.of(channel.codec().seal(key, "TE", Fields.NONE)));
        for (Node host : hosts) {
            host.ledger().insert(List.of(channel.codec().seal(key, "TE", Fields.of(Map.of("m", host.name())))));
        }
        channel.runUntil(channel.nowMs() + 20 * MINUTE_MS);
        assertThat(hosts.getFirst().ledger().all())
                .containsAll(hosts.getLast().ledger().all())
                .hasSizeGreaterThanOrEqualTo(2);
    }
}

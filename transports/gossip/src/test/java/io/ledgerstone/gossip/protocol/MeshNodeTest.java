package io.ledgerstone.gossip.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.transport.memory.LinkQuality;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A mesh of nodes tells everybody everything, at a price, and mends itself. */
final class MeshNodeTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void sixteenNodesWithThreeNeighboursTellEverybody(long seed) {
        Town town = Town.of(seed).start(1, 16);
        town.run(20_000);
        assertThat(town.isConnected()).as("seed %d", seed).isTrue();
        assertThat(town.nodes.values()).as("seed %d", seed).allMatch(node -> node.degree() <= 3);
        long before = town.sent();
        Random random = new Random(seed);
        List<EntryId> ids = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            ids.add(town.any(random).submit("message " + i));
            town.run(200);
        }
        assertThat(ids).as("seed %d", seed).allMatch(town::allHave);
        assertThat((town.sent() - before) / 50.0)
                .as("copies a message, seed %d", seed)
                .isLessThanOrEqualTo(33);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void survivorsFindNewNeighboursAndMissNothing(long seed) {
        Town town = Town.of(seed).start(1, 16);
        town.run(20_000);
        Random random = new Random(seed);
        for (int i = 0; i < 4; i++) {
            town.kill(town.node(random));
        }
        EntryId id = town.any(random).submit("after");
        town.run(3_000);
        assertThat(town.isConnected()).as("linked again, seed %d", seed).isTrue();
        town.run(12_000);
        assertThat(town.allHave(id)).as("seed %d", seed).isTrue();
    }

    @Test
    void whoComesBackGetsWhatItMissed() {
        Town town = Town.of(3).start(1, 8);
        town.run(15_000);
        LightLedger kept = town.get(5).ledger;
        town.kill(5);
        EntryId id = town.get(1).submit("missed");
        town.run(10_000);
        town.start(5, kept, settings -> settings);
        town.run(15_000);
        assertThat(town.allHave(id)).isTrue();
        assertThat(town.allSame()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, 60000", "2, 60000", "3, 1200000", "4, 1200000"})
    void twoHalvesBecomeOneAgainWithinAMinute(long seed, long partedMs) {
        Town town = Town.of(seed).start(1, 12);
        town.run(15_000);
        Set<String> left =
                IntStream.rangeClosed(1, 6).mapToObj(Integer::toString).collect(Collectors.toSet());
        Set<String> right =
                IntStream.rangeClosed(7, 12).mapToObj(Integer::toString).collect(Collectors.toSet());
        town.network.partition(left, right);
        town.run(partedMs / 2);
        assertThat(town.isConnected()).isFalse();
        town.get(2).submit("left");
        town.get(9).submit("right");
        town.run(partedMs / 2);
        assertThat(town.allSame()).isFalse();
        town.network.heal();
        assertThat(town.until(() -> town.isConnected() && town.allSame(), 500, 60_000))
                .as("one again, seed %d", seed)
                .isBetween(0L, 60_000L);
    }

    @Test
    void aGraphDrawnByHandIsKept() {
        Town town = Town.of(5);
        for (int number = 1; number <= 6; number++) {
            List<String> next = number == 6 ? List.of() : List.of("node-" + (number + 1));
            List<String> fixed = number == 1 ? next : number == 6 ? List.of("node-5") : next;
            town.start(
                    number,
                    new LightLedger(),
                    settings -> new MeshSettings(
                            settings.node(), settings.name(), settings.address(), List.of(), fixed, 3, 5));
        }
        town.run(5_000);
        assertThat(town.get(1).degree()).isEqualTo(1);
        assertThat(town.get(3).degree()).isEqualTo(2);
        EntryId id = town.get(1).submit("along the line");
        town.run(500);
        assertThat(town.allHave(id)).isTrue();
    }

    @Test
    void aQuestionReachesANodeThatIsNoNeighbour() {
        Town town = Town.of(6).start(1, 16);
        town.run(30_000);
        Town.Node asking = town.get(2);
        int far = town.nodes.keySet().stream()
                .filter(number -> number != 2
                        && asking.mesh.status().neighbours().stream().noneMatch(peer -> peer.node() == number)
                        && asking.mesh.status().known().stream().anyMatch(contact -> contact.node() == number))
                .findFirst()
                .orElseThrow();
        asking.mesh.ask(far, new Question.Submit("from afar"), town.network.nowMs());
        asking.mesh.ask(77, new Question.Census(), town.network.nowMs());
        asking.flush();
        town.run(2_000);
        assertThat(asking.answers).hasSize(2);
        assertThat(asking.answers.getFirst().answer())
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.reason()).contains("knows no node 77"));
        assertThat(asking.answers.getLast().answer()).isInstanceOf(Answer.Submitted.class);
        town.run(1_000);
        assertThat(town.allSame()).isTrue();
        assertThat(town.get(far).mesh.status().ledgers().getFirst().originated())
                .isEqualTo(1);
    }

    @Test
    void framesThatAreNoneHarmOnlyWhoSendsThem() {
        Town town = Town.of(7).start(1, 6);
        town.run(10_000);
        Random random = new Random(7);
        Town.Node mad = town.get(3);
        for (int i = 0; i < 200; i++) {
            byte[] noise = new byte[1 + random.nextInt(300)];
            random.nextBytes(noise);
            mad.transport.peers().forEach(peer -> mad.transport.send(peer, noise));
            town.run(5);
        }
        EntryId id = town.get(1).submit("unharmed");
        town.run(20_000);
        assertThat(town.allHave(id)).isTrue();
    }

    @Test
    void aHundredNodesTellAlongATree() {
        Town town = new Town(8, LinkQuality.GOOD, List.of("node-1", "node-2"), 5).start(1, 100);
        town.run(60_000);
        assertThat(town.isConnected()).isTrue();
        Random random = new Random(8);
        for (int i = 0; i < 25; i++) {
            town.any(random).submit("warm " + i);
            town.run(300);
        }
        long before = town.sent();
        List<EntryId> ids = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ids.add(town.any(random).submit("message " + i));
            town.run(300);
        }
        town.run(5_000);
        assertThat(ids).allMatch(town::allHave);
        assertThat((town.sent() - before) / 10.0).as("copies a message").isLessThanOrEqualTo(120);
    }
}

package io.ledgerstone.ledger.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.testkit.RandomEntries;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One ledger among many peers: everybody ends with the same and says so, whatever the links and single peers do. */
final class LedgerSyncTest {
    private static List<Entry> numbered(long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(i -> RandomEntries.numbered(i * 100))
                .toList();
    }

    private static void chain(SyncNet net, int count) {
        for (int i = 1; i < count; i++) {
            net.link(net.node("n" + (i - 1)), net.node("n" + i));
        }
    }

    private static void star(SyncNet net, SyncNet.Node center, List<SyncNet.Node> others) {
        others.forEach(other -> net.link(center, other));
    }

    @Test
    void anEmptyCopyIsFullWithinASecond() {
        SyncNet net = new SyncNet(1);
        net.node("a").add(numbered(0, 10_000));
        net.link(net.node("a"), net.node("b"));
        net.run(1_000);
        assertThat(net.allSame()).isTrue();
        net.run(500);
        assertThat(net.node("a").verdict("b").standing()).isEqualTo(new Standing.Same());
        assertThat(net.node("b").verdict("a").standing()).isEqualTo(new Standing.Same());
        assertThat(net.node("b").verdict("a").received()).isEqualTo(10_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void hostsThatReachEachOtherThroughOthersBecomeTheSame(long seed) {
        SyncNet net = new SyncNet(seed).losing(0.1);
        Random random = new Random(seed);
        chain(net, 8);
        for (SyncNet.Node node : net.nodes()) {
            node.add(numbered(random.nextInt(2000), 2000 + random.nextInt(1000)));
        }
        net.run(60_000);
        assertThat(net.allSame()).as("seed %d", seed).isTrue();
        net.run(60_000);
        assertThat(net.node("n3").verdict("n4").standing()).as("seed %d", seed).isEqualTo(new Standing.Same());
    }

    @Test
    void entriesThatComeWhileCopiesAreComparedAreNotForgotten() {
        SyncNet net = new SyncNet(7);
        chain(net, 4);
        net.node("n0").add(numbered(0, 5_000));
        for (int i = 0; i < 40; i++) {
            int at = i;
            net.at(i * 50L, () -> net.node("n" + at % 4).add(numbered(10_000 + at, 10_001 + at)));
        }
        net.run(40_000);
        assertThat(net.allSame()).isTrue();
        assertThat(net.node("n3").copy.entries()).hasSize(5_040);
    }

    @Test
    void aVerdictSaysHowFarBothAre() {
        SyncNet net = new SyncNet(3);
        SyncNet.Node ahead =
                net.node("ahead").sending(frame -> Frames.side(frame) == Frames.Side.ANYBODY ? frame : null);
        ahead.add(numbered(0, 150));
        net.node("behind").add(numbered(0, 100));
        net.link(ahead, net.node("behind"));
        net.run(30);
        assertThat(net.node("behind").verdict("ahead").standing()).isEqualTo(new Standing.Behind(50));
        assertThat(ahead.verdict("behind").standing()).isEqualTo(new Standing.Ahead(50));
        assertThat(ahead.verdict("behind").exact()).isFalse();
    }

    @Test
    void refusedEntriesAreToldAndHarmNobody() {
        SyncNet net = new SyncNet(5);
        Entry secret = numbered(50, 51).getFirst();
        SyncNet.Node picky = net.node("picky").allowing(entry -> !entry.equals(secret));
        net.node("other").add(numbered(0, 100));
        net.link(picky, net.node("other"));
        net.run(30_000);
        assertThat(picky.copy.entries()).hasSize(99).doesNotContain(secret);
        PeerVerdict verdict = picky.verdict("other");
        assertThat(verdict.refused()).isBetween(2L, 12L);
        assertThat(verdict.standing()).isEqualTo(new Standing.Behind(1));
        assertThat(verdict.exact()).isTrue();
    }

    @Test
    void quietHostsSayAlmostNothing() {
        SyncNet net = new SyncNet(9);
        net.node("a").add(numbered(0, 1000));
        net.link(net.node("a"), net.node("b"));
        net.run(20_000);
        net.takeBytes();
        net.run(600_000);
        assertThat(net.takeBytes() / 600.0).as("bytes a second, both ways").isLessThan(2);
    }

    @Test
    void anOldAdvertIsNoNews() {
        SyncNet net = new SyncNet(11);
        List<byte[]> adverts = new ArrayList<>();
        SyncNet.Node a = net.node("a").sending(frame -> {
            if (Frames.side(frame) == Frames.Side.ANYBODY) {
                adverts.add(frame);
            }
            return frame;
        });
        net.link(a, net.node("b"));
        net.run(100);
        a.add(numbered(0, 10));
        net.run(20_000);
        a.send("b", adverts.getFirst());
        net.run(100);
        assertThat(net.node("b").verdict("a").replayed()).isEqualTo(1);
        assertThat(net.node("b").verdict("a").standing()).isEqualTo(new Standing.Same());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void peersThatPromiseAndSendNothingDelayOthersForSomeSecondsAtMost(int hostileCount) {
        List<Long> firstEntries = new ArrayList<>();
        for (long seed = 1; seed <= 100; seed++) {
            SyncNet net = new SyncNet(seed);
            List<SyncNet.Node> peers = IntStream.range(0, 16)
                    .mapToObj(i -> net.node("p" + i))
                    .peek(node -> node.add(numbered(0, 300)))
                    .toList();
            for (int i = 0; i < hostileCount; i++) {
                peers.get(i).sending(frame -> Frames.side(frame) == Frames.Side.ANYBODY ? frame : null);
            }
            SyncNet.Node fresh = net.node("fresh");
            star(net, fresh, peers);
            net.run(20_000);
            assertThat(fresh.copy.entries()).as("seed %d", seed).hasSize(300);
            firstEntries.add(fresh.firstEntryMs());
        }
        firstEntries.sort(null);
        assertThat(firstEntries.get(98)).as("p99").isLessThanOrEqualTo(hostileCount == 1 ? 4_000 : 12_000);
    }

    @Test
    void whoeverRepeatsOurAdvertsKeepsNobodyFromTheOthers() {
        SyncNet net = new SyncNet(13);
        SyncNet.Node fresh = net.node("fresh");
        SyncNet.Node echo = net.node("echo").answering((from, frame) -> List.of(frame));
        net.link(fresh, echo);
        net.node("honest").add(numbered(0, 200));
        net.link(fresh, net.node("honest"));
        net.run(3_000);
        assertThat(fresh.copy.entries()).hasSize(200);
    }

    @Test
    void framesThatAreNoneCountAgainstWhoSentThem() {
        SyncNet net = new SyncNet(17);
        Random random = new Random(17);
        SyncNet.Node mad = net.node("mad").answering((from, frame) -> {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            return List.of(noise);
        });
        SyncNet.Node host = net.node("host");
        net.node("honest").add(numbered(0, 200));
        net.link(host, mad);
        net.link(host, net.node("honest"));
        net.run(60_000);
        assertThat(host.copy.entries()).hasSize(200);
        assertThat(host.verdict("mad").malformed()).isPositive();
        assertThat(host.verdict("honest").malformed()).isZero();
    }

    @Test
    void anotherLedgerComesAfterThoseItNeeds() {
        Copy seals = new Copy();
        LedgerSync first = new LedgerSync("seals", Copy.CODEC, peer -> seals.index(), bound -> 0, SyncPace.DEFAULT);
        Copy empty = new Copy();
        Copy full = new Copy().add(numbered(0, 200));
        LedgerSync second = new LedgerSync("test", Copy.CODEC, peer -> empty.index(), bound -> 0, SyncPace.DEFAULT)
                .after(List.of(first));
        LedgerSync other = new LedgerSync("test", Copy.CODEC, peer -> full.index(), bound -> 0, SyncPace.DEFAULT);
        first.up("x", 0);
        second.up("x", 0);
        second.drain();
        other.up("y", 0);
        other.drain().sends().forEach(send -> second.receive("x", send.frame(), 1));
        assertThat(second.drain().sends()).isEmpty();
        assertThat(second.nextTickMs(1)).isBetween(2L, 100L);

        LedgerSync sealsThere =
                new LedgerSync("seals", Copy.CODEC, peer -> seals.index(), bound -> 0, SyncPace.DEFAULT);
        sealsThere.up("y", 0);
        sealsThere.drain().sends().forEach(send -> first.receive("x", send.frame(), 2));
        second.tick(60);
        assertThat(second.drain().sends()).hasSize(1);
    }
}

package io.ledgerstone.transport.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgerstone.transport.contract.Recorder;
import io.ledgerstone.transport.contract.Recorder.Heard;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Faults of the network in memory, and how it repeats. */
final class MemoryNetworkTest {
    private static final int COUNT = 1_000;

    private static void sendMany(Traffic traffic) {
        for (int i = 0; i < COUNT; i++) {
            assertThat(traffic.send("1", "2", "frame " + i)).isTrue();
            traffic.pass(1);
        }
        traffic.pass(1_000);
    }

    @Test
    void aLossyWayLosesItsShareAndStaysUp() {
        Traffic traffic = new Traffic(1, "1", "2");
        traffic.link("1", "2");
        traffic.network.quality("1", "2", LinkQuality.GOOD.losing(0.3));
        sendMany(traffic);
        assertThat(traffic.heard("2", "1")).isBetween(640, 760);
        assertThat(traffic.recorder("2").heard(Heard.Down.class)).isEmpty();
        LinkCount count = traffic.network.count("1", "2");
        assertThat(count.frames()).isEqualTo(COUNT);
        assertThat(count.arrived() + count.lost()).isEqualTo(COUNT);
        assertThat(traffic.network.count("2", "1")).isEqualTo(LinkCount.NONE);
        assertThat(traffic.network.count()).isEqualTo(count);
    }

    @Test
    void aDoublingWayDoublesItsShare() {
        Traffic traffic = new Traffic(2, "1", "2");
        traffic.link("1", "2");
        traffic.network.quality(LinkQuality.GOOD.doubling(0.5));
        sendMany(traffic);
        assertThat(traffic.heard("2", "1")).isBetween(1_400, 1_600);
        assertThat(traffic.recorder("2").framesOf("1")).hasSize(COUNT);
    }

    @Test
    void framesKeepTheirOrderUnlessTheWayReorders() {
        Traffic traffic = new Traffic(3, "1", "2");
        traffic.link("1", "2");
        traffic.network.quality(LinkQuality.GOOD.delayed(1, 50));
        sendMany(traffic);
        List<Heard.Frame> inOrder = traffic.recorder("2").heard(Heard.Frame.class);
        assertThat(inOrder).hasSize(COUNT).element(COUNT - 1).isEqualTo(new Heard.Frame("1", "frame 999"));
        assertThat(inOrder)
                .extracting(frame -> Integer.parseInt(frame.bytes().substring(6)))
                .isSorted();

        traffic.network.quality(LinkQuality.GOOD.delayed(1, 50).reordering(0.2));
        sendMany(traffic);
        List<Heard.Frame> mixed = traffic.recorder("2").heard(Heard.Frame.class).subList(COUNT, 2 * COUNT);
        assertThat(mixed).isNotEqualTo(inOrder).containsExactlyInAnyOrderElementsOf(inOrder);
    }

    @Test
    void framesTravelAsLongAsTheWaySays() {
        Traffic traffic = new Traffic(4, "1", "2");
        traffic.network.quality(LinkQuality.GOOD.delayed(100, 100));
        traffic.node("1").dial("node-2");
        traffic.pass(199);
        assertThat(traffic.node("2").peers()).containsExactly("1");
        assertThat(traffic.node("1").peers()).isEmpty();
        traffic.pass(1);
        assertThat(traffic.send("1", "2", "hello")).isTrue();
        traffic.pass(100);
        assertThat(traffic.heard("2", "1")).isZero();
        traffic.pass(1);
        assertThat(traffic.heard("2", "1")).isOne();
    }

    @Test
    void aThinWayHoldsTheSenderBackAndCarriesWhatItSays() {
        Traffic traffic = new Traffic(5, "1", "2");
        traffic.link("1", "2");
        traffic.network.quality("1", "2", LinkQuality.GOOD.carrying(10_000, 20_000));
        String frame = "x".repeat(1_000);
        int taken = 0;
        long endMs = traffic.network.nowMs() + 10_000;
        while (traffic.network.nowMs() < endMs) {
            taken += traffic.send("1", "2", frame) ? 1 : 0;
            traffic.pass(10);
        }
        assertThat(taken).isBetween(110, 125);
        assertThat(traffic.network.count("1", "2").refused()).isPositive();
        assertThat(traffic.recorder("1").heard(Heard.Writable.class)).isNotEmpty();
        traffic.pass(3_000);
        assertThat(traffic.heard("2", "1")).isEqualTo(taken);
    }

    @Test
    void aWayCutOneWayIsNoticedByWhoHearsNothingAndToldToTheOther() {
        Traffic traffic = new Traffic(6, "1", "2");
        traffic.link("1", "2");
        traffic.network.cut("1", "2");
        assertThat(traffic.send("1", "2", "lost")).isTrue();
        assertThat(traffic.send("2", "1", "comes")).isTrue();
        traffic.pass(9_999);
        assertThat(traffic.heard("1", "2")).isOne();
        assertThat(traffic.heard("2", "1")).isZero();
        assertThat(traffic.node("1").peers()).containsExactly("2");
        traffic.pass(2);
        assertThat(traffic.recorder("2").has(new Heard.Down("1", "nothing was heard from it for 10000 ms")))
                .isTrue();
        assertThat(traffic.node("1").peers()).isEmpty();
        traffic.node("1").dial("node-2");
        traffic.node("2").dial("node-1");
        traffic.pass(4_000);
        assertThat(traffic.node("1").peers()).isEmpty();
        assertThat(traffic.recorder("1").heard(Heard.Unreachable.class)).hasSize(1);
        assertThat(traffic.recorder("2").heard(Heard.Unreachable.class)).hasSize(1);
        traffic.network.mend("1", "2");
        traffic.link("1", "2");
        assertThat(traffic.node("1").peers()).containsExactly("2");
    }

    @Test
    void aShortCutCostsFramesAndNotTheLink() {
        Traffic traffic = new Traffic(7, "1", "2");
        traffic.link("1", "2");
        traffic.network.cut("1", "2");
        traffic.send("1", "2", "lost");
        traffic.pass(9_000);
        traffic.network.heal();
        traffic.pass(9_000);
        traffic.network.cut("1", "2");
        traffic.pass(9_000);
        traffic.network.heal();
        traffic.send("1", "2", "comes");
        traffic.pass(60_000);
        assertThat(traffic.recorder("2").framesOf("1")).containsExactly("comes");
        assertThat(traffic.trace).doesNotContain("down");
    }

    @Test
    void aPartitionPartsGroupsUntilItHeals() {
        Traffic traffic = new Traffic(8, "1", "2", "3", "4");
        traffic.link("1", "2");
        traffic.link("3", "4");
        traffic.link("2", "3");
        traffic.network.partition(Set.of("1", "2"), Set.of("3", "4"));
        traffic.pass(10_001);
        assertThat(traffic.node("2").peers()).containsExactly("1");
        assertThat(traffic.node("3").peers()).containsExactly("4");
        traffic.network.heal();
        traffic.link("2", "3");
        assertThat(traffic.node("2").peers()).containsExactly("1", "3");
    }

    @Test
    void peersOfACrashedNodeFindOutByThemselves() {
        Traffic traffic = new Traffic(9, "1", "2", "3");
        traffic.link("1", "2");
        traffic.link("1", "3");
        traffic.network.crash(traffic.node("1"));
        assertThat(traffic.send("2", "1", "are you there?")).isTrue();
        traffic.pass(10);
        assertThat(traffic.node("2").peers()).isEmpty();
        traffic.pass(10_000);
        assertThat(traffic.node("3").peers()).isEmpty();
        assertThat(traffic.recorder("1").heard(Heard.Down.class)).isEmpty();
    }

    @Test
    void aNodeThatCrashedComesBackInItsOldPlace() {
        Traffic traffic = new Traffic(10, "1", "2");
        traffic.link("1", "2");
        traffic.network.crash(traffic.node("1"));
        traffic.start(traffic.network.transport("1"));
        traffic.link("1", "2");
        assertThat(traffic.node("1").peers()).containsExactly("2");
        assertThat(traffic.recorder("2").has(new Heard.Down("1", "it connected anew")))
                .isTrue();
        traffic.send("2", "1", "welcome back");
        traffic.pass(20_000);
        assertThat(traffic.heard("1", "2")).isOne();
        assertThat(traffic.node("2").peers()).containsExactly("1");
    }

    @Test
    void aNodeThatCannotBeDialedDials() {
        Traffic traffic = new Traffic(11, "1");
        traffic.start(traffic.network.outboundOnly("2"));
        assertThat(traffic.node("2").address()).isEmpty();
        traffic.node("1").dial("node-2");
        traffic.pass(10);
        assertThat(traffic.recorder("1").heard(Heard.Unreachable.class)).hasSize(1);
        traffic.link("2", "1");
        assertThat(traffic.node("1").peers()).containsExactly("2");
    }

    @Test
    void twoNodesOfOneNameTakeTheirPlaceInTurn() {
        Traffic traffic = new Traffic(12, "1", "2");
        traffic.link("1", "2");
        MemoryTransport twin = traffic.network.transport("1", "node-1-twin");
        Recorder twinRecorder = new Recorder();
        twin.start(twinRecorder);
        twin.dial("node-2");
        traffic.pass(10);
        assertThat(twin.peers()).containsExactly("2");
        assertThat(traffic.node("2").peers()).containsExactly("1");
        assertThat(traffic.recorder("2").heard(Heard.Down.class)).hasSize(1);
    }

    @Test
    void oneSeedGivesOneTraceAndAnotherSeedAnother() {
        String trace = stormyTrace(77);
        assertThat(trace)
                .isEqualTo(stormyTrace(77))
                .isNotEqualTo(stormyTrace(78))
                .contains("down", "unreachable");
    }

    /** Everything at once, steered by a seed. */
    private static String stormyTrace(long seed) {
        Random storm = new Random(seed);
        String[] names = {"1", "2", "3", "4", "5", "6"};
        Traffic traffic = new Traffic(seed, names);
        traffic.network.quality(new LinkQuality(0.1, 0.1, 0.1, 1, 40, 100_000, 3_000));
        for (int step = 0; step < 3_000; step++) {
            String from = names[storm.nextInt(names.length)];
            String to = names[storm.nextInt(names.length)];
            switch (storm.nextInt(100)) {
                case 0 -> traffic.network.cut(from, to);
                case 1 -> traffic.network.partition(new HashSet<>(List.of(from, to)));
                case 2, 3, 4 -> traffic.network.heal();
                case 5 -> {
                    traffic.network.crash(traffic.node(from));
                    traffic.start(traffic.network.transport(from));
                }
                case 6 -> traffic.node(from).hangUp(to, "enough");
                case 7, 8, 9, 10, 11, 12 -> traffic.node(from).dial("node-" + to);
                case 13 -> traffic.pass(storm.nextInt(5_000));
                default -> traffic.send(from, to, "x".repeat(1 + storm.nextInt(900)));
            }
            traffic.pass(storm.nextInt(20));
        }
        traffic.network.heal();
        traffic.pass(60_000);
        for (String name : names) {
            assertThat(traffic.recorder(name).wrongs())
                    .as("seed %s, node %s", seed, name)
                    .isEmpty();
            for (String peer : traffic.node(name).peers()) {
                assertThat(traffic.node(peer).peers())
                        .as("seed %s, peer of %s", seed, name)
                        .contains(name);
            }
        }
        return traffic.trace.toString();
    }

    @Test
    void inAnyStormListenersHearWhatMakesSense() {
        for (long seed = 100; seed < 140; seed++) {
            assertThat(stormyTrace(seed)).isNotEmpty();
        }
    }

    @Test
    void nothingHappensWhileNobodyLetsTimePass() {
        Traffic traffic = new Traffic(13, "1", "2");
        assertThat(traffic.network.nextEventMs()).isEqualTo(Long.MAX_VALUE);
        traffic.node("1").dial("node-2");
        assertThat(traffic.network.nextEventMs()).isEqualTo(1);
        assertThat(traffic.trace).isEmpty();
        traffic.network.advanceTo(1);
        assertThat(traffic.node("2").peers()).containsExactly("1");
    }

    @Test
    void aTakenAddressIsRefused() {
        Traffic traffic = new Traffic(14, "1");
        assertThatThrownBy(() -> traffic.network.transport("1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("node-1");
    }
}

package io.ledgerstone.ledger.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.ledger.entry.Value;
import io.ledgerstone.ledger.entry.ValueDifference;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StateSyncTest {
    private static final LongFunction<Value> RIGHT = StateSyncTest::right;

    private static Value right(long position) {
        return Value.of(Map.of("sum", position, "of", "all"));
    }

    /** The same until an entry is applied, and never again. */
    private static LongFunction<Value> wrongFrom(long first) {
        return position ->
                position < first ? RIGHT.apply(position) : Value.of(Map.of("sum", position + 0.5, "of", "all"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void bothFindTheFirstPositionWhereStatesDifferAndReportHow(long seed) {
        Random random = new Random(seed);
        long entries = 1 + random.nextLong(seed % 2 == 0 ? 200 : 2_000_000);
        long first = random.nextLong(entries + 1);
        StateNet net = new StateNet(seed, 0.2);
        StateNet.Node a = net.node("a", RIGHT);
        StateNet.Node b = net.node("b", wrongFrom(first));
        a.applied(entries, 9);
        b.applied(entries, 9);
        net.run(600_000);
        StateVerdict since = new StateVerdict.DiffersSince(StateNet.root(entries), first, StateNet.key(first));
        assertThat(a.verdict("b")).as("seed %d", seed).isEqualTo(since);
        assertThat(b.verdict("a")).as("seed %d", seed).isEqualTo(since);
        assertThat(a.reports).as("seed %d", seed).hasSize(1);
        assertThat(b.reports).as("seed %d", seed).hasSize(1);
        StateReport report = a.reports.getFirst();
        assertThat(report.position()).isEqualTo(first);
        assertThat(report.ours().state()).isEqualTo(RIGHT.apply(first));
        assertThat(report.differences())
                .containsExactly(new ValueDifference(
                        List.of(new ValueDifference.Step.Named("sum")),
                        new Value.Num(first),
                        new Value.Num(first + 0.5)));
        assertThat(a.computes).as("seed %d", seed).hasSizeLessThan(10);
    }

    @Test
    void equalStatesAgreeAndNobodyReplays() {
        StateNet net = new StateNet(1, 0.3);
        StateNet.Node a = net.node("a", RIGHT);
        StateNet.Node b = net.node("b", RIGHT);
        a.applied(1000, 9);
        b.applied(1000, 9);
        net.run(60_000);
        assertThat(a.verdict("b")).isEqualTo(new StateVerdict.Agrees(StateNet.root(1000)));
        assertThat(b.verdict("a")).isEqualTo(new StateVerdict.Agrees(StateNet.root(1000)));
        assertThat(a.computes).isEmpty();
    }

    @Test
    void otherCodeIsSaidAndNotSearched() {
        StateNet net = new StateNet(1, 0);
        StateNet.Node a = net.node("a", RIGHT);
        StateNet.Node b = net.node("b", wrongFrom(3));
        a.applied(1000, 9);
        b.applied(1000, 8);
        net.run(60_000);
        assertThat(a.verdict("b"))
                .isEqualTo(new StateVerdict.OtherCode(StateNet.root(1000), new StateHash(9, 9), new StateHash(8, 8)));
        assertThat(b.computes).isEmpty();
        b.applied(1000, 9);
        net.run(60_000);
        assertThat(a.verdict("b")).isInstanceOf(StateVerdict.DiffersSince.class);
    }

    @Test
    void differentEntriesAreNotCompared() {
        StateNet net = new StateNet(1, 0);
        StateNet.Node a = net.node("a", RIGHT);
        StateNet.Node b = net.node("b", wrongFrom(3));
        a.applied(1000, 9);
        b.applied(1001, 9);
        net.run(60_000);
        assertThat(a.verdict("b")).isEqualTo(new StateVerdict.Unknown());
        a.applied(1001, 9);
        net.run(60_000);
        assertThat(a.verdict("b")).isInstanceOf(StateVerdict.DiffersSince.class);
        a.applied(1002, 9);
        b.applied(1002, 9);
        net.run(60_000);
        assertThat(a.reports).hasSize(1);
    }

    @Test
    void anAddonThatIsNotThereIsSaid() {
        StateNet net = new StateNet(1, 0);
        StateNet.Node a = net.node("a", RIGHT);
        StateNet.Node b = net.node("b", RIGHT);
        a.applied(10, 9);
        b.sync.ours(StateNet.root(10), List.of(), net.nowMs());
        net.run(60_000);
        assertThat(a.verdict("b")).isEqualTo(new StateVerdict.NotThere(StateNet.root(10), false));
        assertThat(b.verdict("a")).isEqualTo(new StateVerdict.NotThere(StateNet.root(10), true));
    }

    @Test
    void aStateThatWentAstrayIsNotBlamedOnAnEntry() {
        StateNet net = new StateNet(1, 0);
        StateNet.Node a = net.node("a", RIGHT);
        StateNet.Node b = net.node("b", RIGHT);
        a.applied(10, 9);
        AddonState astray = new AddonState(StateNet.ADDON, new StateHash(9, 9), new StateHash(1, 2));
        b.sync.ours(StateNet.root(10), List.of(astray), net.nowMs());
        net.run(60_000);
        assertThat(a.verdict("b"))
                .isInstanceOfSatisfying(
                        StateVerdict.Differs.class,
                        differs -> assertThat(differs.note()).contains("the peer's is not what its handlers make"));
        assertThat(a.reports).isEmpty();
    }

    @Test
    void aStateTooLargeToBeSentIsReportedByItsSize() {
        Value large = Value.of(Map.of("text", "x".repeat(StateLimits.STATE_BYTES_MAX)));
        StateNet net = new StateNet(1, 0);
        StateNet.Node a = net.node("a", RIGHT);
        net.node("b", position -> position < 5 ? RIGHT.apply(position) : large).applied(10, 9);
        a.applied(10, 9);
        net.run(120_000);
        StateReport report = a.reports.getFirst();
        assertThat(report.position()).isEqualTo(5);
        assertThat(report.theirs().state()).isNull();
        assertThat(report.theirs().bytes()).isGreaterThan(StateLimits.STATE_BYTES_MAX);
        assertThat(report.differences()).isEmpty();
    }

    @Test
    void aStateOfManyPartsArrivesOverALossyWay() {
        Value large = Value.of(Map.of("text", "x".repeat(StateLimits.STATE_BYTES_MAX - 100)));
        StateNet net = new StateNet(3, 0.2);
        StateNet.Node a = net.node("a", RIGHT);
        net.node("b", position -> position < 5 ? RIGHT.apply(position) : large).applied(10, 9);
        a.applied(10, 9);
        net.run(600_000);
        assertThat(a.reports.getFirst().theirs().state()).isEqualTo(large);
    }

    @Test
    void aSilentPeerIsGivenUpAndAskedAgainLater() {
        StateNet net = new StateNet(1, 0);
        StateNet.Node a = net.node("a", RIGHT);
        a.sync.up("mute", 0);
        a.applied(10, 9);
        AddonState other = new AddonState(StateNet.ADDON, new StateHash(9, 9), new StateHash(1, 2));
        a.receive("mute", StateFrames.write(new StateMessage.States(StateNet.root(10), 1, 1, false, List.of(other))));
        net.run(40_000);
        assertThat(a.verdict("mute")).isEqualTo(new StateVerdict.Differs(StateNet.root(10), "the peer did not answer"));
        net.run(3_600_000);
        assertThat(a.computes).hasSizeBetween(2, 20);
    }

    @Test
    void aPeerCausesSoManyReplaysAndNoMore() {
        StateNet net = new StateNet(1, 0);
        StateNet.Node a = net.node("a", RIGHT);
        a.sync.up("greedy", 0);
        a.applied(1000, 9);
        long ledger = StateNet.root(1000).ledger();
        for (int i = 0; i < 200; i++) {
            a.receive(
                    "greedy",
                    StateFrames.write(
                            new StateMessage.Ask(ledger, i, StateNet.ADDON, new StateHash(9, 9), List.of((long) i))));
            net.run(1_000);
        }
        assertThat(a.computes).hasSize(StateLimits.PEER_COMPUTES_MAX);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noFrameBreaksTheMachine(long seed) {
        Random random = new Random(seed);
        StateNet net = new StateNet(seed, 0);
        StateNet.Node a = net.node("a", RIGHT);
        StateNet.Node b = net.node("b", wrongFrom(40));
        a.sync.up("evil", 0);
        a.applied(1000, 9);
        b.applied(1000, 9);
        for (int i = 0; i < 3000; i++) {
            byte[] frame = StateFrames.write(StateFramesTest.sample(random));
            if (random.nextBoolean()) {
                frame[random.nextInt(frame.length)] = (byte) random.nextInt();
            }
            a.receive("evil", frame);
            net.run(20);
        }
        net.run(120_000);
        assertThat(a.verdict("b")).as("seed %d", seed).isInstanceOf(StateVerdict.DiffersSince.class);
        assertThat(a.sync.malformed("evil")).isPositive();
    }
}

package io.ledgerstone.transport.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgerstone.transport.Transport;
import io.ledgerstone.transport.contract.Recorder.Heard;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every transport does alike. A transport's test is a subclass that supplies the bench. Besides what each test says, all of
 * them check that a listener is called by one thread at a time, hears of a peer before its frames, and nothing after its end.
 */
public abstract class TransportContract {
    /** More than any transport lets wait. */
    private static final int FULL_FRAMES_MAX = 200_000;

    private final List<Node> nodes = new ArrayList<>();
    private TransportBench bench;

    /** The suite; the bench is made before each test. */
    protected TransportContract() {
        bench = new NoBench();
    }

    /** A bench for one test. */
    protected abstract TransportBench newBench();

    @BeforeEach
    final void makeBench() {
        bench = newBench();
    }

    @AfterEach
    final void everyListenerHeardWhatMakesSense() {
        try {
            nodes.forEach(Node::close);
        } finally {
            bench.close();
        }
        for (Node node : nodes) {
            assertThat(node.recorder().wrongs())
                    .as("what was wrong at %s", node.name())
                    .isEmpty();
        }
    }

    /** The bench of this test. */
    final TransportBench bench() {
        return bench;
    }

    /** A node that was started. */
    final Node started(String name) {
        Node node = new Node(name, bench.node(name), new Recorder());
        nodes.add(node);
        node.transport().start(node.recorder());
        return node;
    }

    /** Makes two nodes peers. */
    final void link(Node one, Node other) {
        bench.link(one.transport(), other.transport());
        untilPeers(one, other);
    }

    final void untilPeers(Node one, Node other) {
        bench.until(
                one.name() + " and " + other.name() + " are peers", () -> one.isPeerOf(other) && other.isPeerOf(one));
    }

    /** Sends a frame each way and waits for both, so that whatever was under way before has come. */
    final void exchange(Node one, Node other, String frame) {
        assertThat(one.send(other, frame + one.name())).isTrue();
        assertThat(other.send(one, frame + other.name())).isTrue();
        bench.until(
                "the frames " + frame + " have come",
                () -> other.hears(one, frame + one.name()) && one.hears(other, frame + other.name()));
    }

    @Test
    void nothingHappensBeforeTheStart() {
        Transport transport = bench.node("1");
        assertThat(transport.peers()).isEmpty();
        assertThat(transport.send("2", new byte[1])).isFalse();
        transport.close();
    }

    @Test
    void aTransportStartsOnce() {
        Node one = started("1");
        assertThatThrownBy(() -> one.transport().start(new Recorder())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aTransportThatWasClosedDoesNotStart() {
        Transport transport = bench.node("1");
        transport.close();
        assertThatThrownBy(() -> transport.start(new Recorder())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void peersHearOfEachOtherOnce() {
        Node one = started("1");
        Node two = started("2");
        link(one, two);
        exchange(one, two, "after");
        assertThat(one.recorder().heard(Heard.Up.class)).containsExactly(new Heard.Up("2"));
        assertThat(two.recorder().heard(Heard.Up.class)).containsExactly(new Heard.Up("1"));
    }

    @Test
    void aFrameCanBeSentAsSoonAsAPeerIsUp() {
        Node one = started("1");
        Node two = started("2");
        one.recorder().atUp(peer -> one.send(two, "first of one"));
        two.recorder().atUp(peer -> two.send(one, "first of two"));
        link(one, two);
        bench.until("both first frames came", () -> one.hears(two, "first of two") && two.hears(one, "first of one"));
    }

    @Test
    void framesOfEverySizeArriveWholeAndUnchanged() {
        Node one = started("1");
        Node two = started("2");
        link(one, two);
        Random random = new Random(1);
        Set<String> sent = new HashSet<>();
        for (int size : new int[] {
            1, 2, 127, 128, 4_000, 65_535, 65_536, one.transport().frameBytesMax()
        }) {
            byte[] frame = new byte[size];
            random.nextBytes(frame);
            sent.add(Recorder.text(frame));
            bench.until(
                    "a frame of " + size + " bytes is taken",
                    () -> one.transport().send("2", frame));
        }
        bench.until("all frames came", () -> two.recorder().framesOf("1").size() >= sent.size());
        assertThat(two.recorder().framesOf("1")).isEqualTo(sent);
    }

    @Test
    void framesComeFromWhomTheySay() {
        Node one = started("1");
        Node two = started("2");
        Node three = started("3");
        link(one, three);
        link(two, three);
        assertThat(one.send(three, "I am one")).isTrue();
        assertThat(two.send(three, "I am two")).isTrue();
        bench.until("both came", () -> three.hears(one, "I am one") && three.hears(two, "I am two"));
        assertThat(three.recorder().framesOf("1")).containsExactly("I am one");
        assertThat(three.recorder().framesOf("2")).containsExactly("I am two");
    }

    @Test
    void theBytesOfAFrameBelongToTheListener() {
        Node one = started("1");
        Node two = started("2");
        link(one, two);
        two.recorder().atFrame((peer, frame) -> frame[0] = 'X');
        byte[] frame = "stays".getBytes(StandardCharsets.US_ASCII);
        assertThat(one.transport().send("2", frame)).isTrue();
        bench.until("it came", () -> two.hears(one, "stays"));
        assertThat(frame).asString(StandardCharsets.US_ASCII).isEqualTo("stays");
    }

    @Test
    void aFrameOfNoOrTooManyBytesIsRefused() {
        Node one = started("1");
        Node two = started("2");
        link(one, two);
        int bytesMax = one.transport().frameBytesMax();
        assertThat(bytesMax).isGreaterThanOrEqualTo(96 << 10);
        for (byte[] frame : List.of(new byte[0], new byte[bytesMax + 1])) {
            assertThatThrownBy(() -> one.transport().send("2", frame)).isInstanceOf(IllegalArgumentException.class);
        }
        exchange(one, two, "the link has not suffered");
    }

    @Test
    void nothingIsTakenForOneWhoIsNoPeer() {
        Node one = started("1");
        Node two = started("2");
        assertThat(one.send(two, "hello")).isFalse();
        assertThat(one.transport().send("nobody", new byte[1])).isFalse();
    }

    @Test
    void everyFrameThatWasTakenArrivesWhereNothingIsLost() {
        Node one = started("1");
        Node two = started("2");
        link(one, two);
        int count = 500;
        for (int i = 0; i < count; i++) {
            String frame = "frame " + i;
            bench.until(frame + " is taken both ways", () -> one.send(two, frame));
            bench.until(frame + " is taken back", () -> two.send(one, frame));
        }
        bench.until(
                "all came",
                () -> one.recorder().framesOf("2").size() == count
                        && two.recorder().framesOf("1").size() == count);
    }

    @Test
    void aListenerMayAnswerAtOnce() {
        Node one = started("1");
        Node two = started("2");
        two.recorder()
                .atFrame((peer, frame) -> two.transport()
                        .send(peer, ("echo " + Recorder.text(frame)).getBytes(StandardCharsets.ISO_8859_1)));
        link(one, two);
        assertThat(one.send(two, "hello")).isTrue();
        bench.until("the echo came", () -> one.hears(two, "echo hello"));
    }

    @Test
    void whoSendsTooMuchIsToldWhenThereIsRoom() {
        Node one = started("1");
        Node two = started("2");
        link(one, two);
        int taken = fill(one, two);
        bench.until("there is room", () -> one.recorder().has(new Heard.Writable("2")));
        assertThat(one.send(two, "one more")).isTrue();
        bench.until("all came", () -> two.hears(one, "one more") && count(two) >= taken + 1);
    }

    @Test
    void aFullPeerIsNoHindranceToAnother() {
        Node one = started("1");
        Node two = started("2");
        Node three = started("3");
        link(one, two);
        link(one, three);
        fill(one, two);
        assertThat(one.send(three, "for you")).isTrue();
        bench.until("it came", () -> three.hears(one, "for you"));
    }

    /** Sends large frames until one is not taken; each is different. */
    private int fill(Node from, Node to) {
        byte[] frame = new byte[from.transport().frameBytesMax()];
        for (int i = 0; i < FULL_FRAMES_MAX; i++) {
            byte[] next = frame.clone();
            next[0] = (byte) i;
            next[1] = (byte) (i >> 8);
            next[2] = (byte) (i >> 16);
            if (!from.transport().send(to.name(), next)) {
                return i;
            }
        }
        throw new AssertionError(FULL_FRAMES_MAX + " frames were taken at once; nothing holds the sender back");
    }

    private static int count(Node node) {
        return node.recorder().heard(Heard.Frame.class).size();
    }

    @Test
    void peersAreThoseThatAreUp() {
        Node one = started("1");
        Node two = started("2");
        Node three = started("3");
        link(one, two);
        assertThat(one.transport().peers()).containsExactly("2");
        link(one, three);
        assertThat(one.transport().peers()).containsExactlyInAnyOrder("2", "3");
        two.close();
        bench.until("2 is gone", () -> one.heardDown(two));
        assertThat(one.transport().peers()).containsExactly("3");
    }

    @Test
    void closingIsHeardHereBeforeItReturnsAndThereSoon() {
        Node one = started("1");
        Node two = started("2");
        Node three = started("3");
        link(one, two);
        link(one, three);
        one.close();
        assertThat(one.recorder().heard(Heard.Down.class))
                .extracting(Heard.Down::peer)
                .containsExactlyInAnyOrder("2", "3");
        bench.until("the others heard", () -> two.heardDown(one) && three.heardDown(one));
        assertThat(one.transport().peers()).isEmpty();
        assertThat(one.send(two, "from beyond")).isFalse();
        assertThat(two.send(one, "to beyond")).isFalse();
        one.close();
    }

    @Test
    void aTransportMayBeClosedFromWithinItsListener() {
        Node one = started("1");
        Node two = started("2");
        link(one, two);
        two.recorder().atFrame((peer, frame) -> two.close());
        assertThat(one.send(two, "close")).isTrue();
        bench.until("one heard", () -> one.heardDown(two));
    }

    @Test
    void framesUnderWayDoNotArriveAfterTheEnd() {
        Node one = started("1");
        Node two = started("2");
        link(one, two);
        fill(one, two);
        two.close();
        bench.until("one heard", () -> one.heardDown(two));
    }

    /** Stands in before a test begins. */
    private static final class NoBench implements TransportBench {
        @Override
        public Transport node(String name) {
            throw new IllegalStateException("no test has begun");
        }

        @Override
        public void link(Transport one, Transport other) {
            throw new IllegalStateException("no test has begun");
        }

        @Override
        public void until(String sentence, BooleanSupplier holds) {
            throw new IllegalStateException("no test has begun");
        }

        @Override
        public void close() {}
    }
}

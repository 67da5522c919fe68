package io.ledgerstone.transport.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.transport.contract.Recorder.Heard;
import org.junit.jupiter.api.Test;

/** What every transport does alike that is also {@link io.ledgerstone.transport.Dialing}. */
public abstract class DialingContract extends TransportContract {
    /** The suite. */
    protected DialingContract() {}

    /** An address of the right form where nobody is. */
    protected abstract String addressOfNobody();

    @Test
    void aDialMakesTwoPeers() {
        Node one = started("1");
        Node two = started("2");
        one.dialing().dial(two.dialing().address());
        untilPeers(one, two);
        exchange(one, two, "hello");
    }

    @Test
    void aDialOfNobodyIsHeard() {
        Node one = started("1");
        String nobody = addressOfNobody();
        one.dialing().dial(nobody);
        bench().until("it is unreachable", () -> isUnreachable(one, nobody));
        assertThat(one.transport().peers()).isEmpty();
    }

    @Test
    void aDialOfOneselfIsHeard() {
        Node one = started("1");
        String own = one.dialing().address();
        one.dialing().dial(own);
        bench().until("it is unreachable", () -> isUnreachable(one, own));
        assertThat(one.transport().peers()).isEmpty();
    }

    @Test
    void aDialOfAPeerChangesNothing() {
        Node one = started("1");
        Node two = started("2");
        link(one, two);
        one.dialing().dial(two.dialing().address());
        two.dialing().dial(one.dialing().address());
        for (int i = 0; i < 5; i++) {
            exchange(one, two, "still " + i);
        }
        assertThat(one.recorder().heard(Heard.Up.class)).hasSize(1);
        assertThat(two.recorder().heard(Heard.Up.class)).hasSize(1);
        assertThat(one.recorder().heard(Heard.Down.class)).isEmpty();
        assertThat(two.recorder().heard(Heard.Down.class)).isEmpty();
    }

    @Test
    void twoWhoDialEachOtherAtOnceHaveOneLink() {
        for (int round = 0; round < 10; round++) {
            Node one = started(String.valueOf(10 + round));
            Node two = started(String.valueOf(50 + round));
            one.dialing().dial(two.dialing().address());
            two.dialing().dial(one.dialing().address());
            untilPeers(one, two);
            for (int i = 0; i < 5; i++) {
                exchange(one, two, "hello " + i);
            }
            assertThat(one.recorder().heard(Heard.Up.class)).hasSize(1);
            assertThat(two.recorder().heard(Heard.Up.class)).hasSize(1);
            assertThat(one.recorder().heard(Heard.Down.class)).isEmpty();
            assertThat(two.recorder().heard(Heard.Down.class)).isEmpty();
            one.close();
            two.close();
        }
    }

    @Test
    void hangingUpIsHeardOnBothSides() {
        Node one = started("1");
        Node two = started("2");
        link(one, two);
        one.dialing().hangUp("2", "the neighbours changed");
        bench().until("both heard", () -> one.heardDown(two) && two.heardDown(one));
        assertThat(one.downReason(two)).contains("the neighbours changed");
        assertThat(one.transport().peers()).isEmpty();
        assertThat(two.transport().peers()).isEmpty();
        assertThat(one.send(two, "anything")).isFalse();
    }

    @Test
    void framesThatWereTakenBeforeHangingUpAreStillSent() {
        Node one = started("1");
        Node two = started("2");
        link(one, two);
        assertThat(one.send(two, "a last word")).isTrue();
        one.dialing().hangUp("2", "the neighbours changed");
        bench().until("both heard", () -> one.heardDown(two) && two.heardDown(one));
        assertThat(two.hears(one, "a last word")).isTrue();
    }

    @Test
    void hangingUpOnNobodyIsNothing() {
        Node one = started("1");
        Node two = started("2");
        one.dialing().hangUp("2", "we never met");
        link(one, two);
        exchange(one, two, "hello");
    }

    @Test
    void aPeerMayComeAgain() {
        Node one = started("1");
        Node two = started("2");
        for (int round = 1; round <= 3; round++) {
            int times = round;
            two.dialing().dial(one.dialing().address());
            bench().until("up for time " + times, () -> ups(one) == times && ups(two) == times);
            exchange(one, two, "round " + times);
            one.dialing().hangUp("2", "round over");
            bench().until("down for time " + times, () -> downs(one) == times && downs(two) == times);
        }
    }

    private static boolean isUnreachable(Node node, String address) {
        return node.recorder().heard(Heard.Unreachable.class).stream()
                .anyMatch(heard -> heard.address().equals(address));
    }

    private static int ups(Node node) {
        return node.recorder().heard(Heard.Up.class).size();
    }

    private static int downs(Node node) {
        return node.recorder().heard(Heard.Down.class).size();
    }
}

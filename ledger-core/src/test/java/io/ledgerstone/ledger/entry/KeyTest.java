package io.ledgerstone.ledger.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class KeyTest {
    private static final Comparator<Key> BY_PARTS = Comparator.comparingLong(Key::time)
            .thenComparingLong(Key::counter)
            .thenComparingInt(Key::realm)
            .thenComparingLong(Key::creator);

    @Test
    void packingKeepsEveryPartAndLedgerOrder() {
        for (long seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            for (int i = 0; i < 500; i++) {
                Key a = key(random);
                Key b = random.nextBoolean()
                        ? key(random)
                        : Key.of(a.time(), a.counter(), a.realm(), random.nextInt(9));
                assertThat(Key.of(a.time(), a.counter(), a.realm(), a.creator()))
                        .isEqualTo(a);
                assertThat(Key.ofPacked(a.high(), a.low())).isEqualTo(a);
                assertThat(Integer.signum(a.compareTo(b)))
                        .as("seed %d: %s and %s", seed, a, b)
                        .isEqualTo(Integer.signum(BY_PARTS.compare(a, b)));
                assertThat(Key.parse(a.text(KeyLayout.CROSS_REALM), KeyLayout.CROSS_REALM))
                        .isEqualTo(a);
            }
        }
    }

    private static Key key(Random random) {
        long[] edges = {0, 1, 0x7FFF_FFFFL, 0x8000_0000L, Key.U32_MAX};
        long[] counters = {Key.COUNTER_MIN, -1, 0, 1, 0x7FFF_FFFFL, 0x8000_0000L, Key.U32_MAX, random.nextInt(100)};
        int[] realms = {0, 1, 4476, Key.REALM_MAX};
        return Key.of(
                random.nextBoolean() ? edges[random.nextInt(edges.length)] : random.nextLong(Key.U32_MAX),
                counters[random.nextInt(counters.length)],
                realms[random.nextInt(realms.length)],
                edges[random.nextInt(edges.length)]);
    }

    @Test
    void textsThatAreNoKeysAreRefusedWithAnExample() {
        for (String text : new String[] {
            "",
            "-",
            "1",
            "1-2",
            "1-2-3",
            "1-2-3-4-5",
            "a-b-c-d",
            "1-2-3-",
            "1--",
            "+1-2-3-4",
            "1-2-3-99999999999",
            "1-2-70000-4"
        }) {
            assertThatThrownBy(() -> Key.parse(text, KeyLayout.CROSS_REALM))
                    .as("'%s'", text)
                    .isInstanceOf(InvalidEntryException.class);
        }
        assertThatThrownBy(() -> Key.parse("nonsense", KeyLayout.CLASSIC)).hasMessageContaining("1700000007-0-43981");
    }

    @Test
    void weeksBeginAtOneAndHoldEveryKey() {
        assertThat(Week.numberOf(0)).isEqualTo(1);
        assertThat(Week.numberOf(604_799)).isEqualTo(1);
        assertThat(Week.numberOf(604_800)).isEqualTo(2);
        assertThat(Key.firstOf(2).weekNumber()).isEqualTo(2);
        assertThat(Week.NUMBER_MAX).isEqualTo(7102);
    }
}

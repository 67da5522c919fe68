package io.ledgerstone.addon.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class NaturalOrderTest {
    @Test
    void numbersCountAsNumbersAndCaseDoesNotCount() {
        assertThat(List.of("addon10", "Addon2", "b", "addon", "A1b10", "a1B9", "Zeta", "10", "9").stream()
                        .sorted(NaturalOrder.ORDER))
                .containsExactly("9", "10", "a1B9", "A1b10", "addon", "Addon2", "addon10", "b", "Zeta");
    }

    @Test
    void namesThatDifferInCaseOrZerosStillHaveAnOrder() {
        assertThat(List.of("a1", "A01", "A1", "a01").stream().sorted(NaturalOrder.ORDER))
                .containsExactly("A01", "A1", "a01", "a1");
        assertThat(NaturalOrder.ORDER.compare("a99999999999999999999", "a100000000000000000000"))
                .isNegative();
    }

    @Test
    void orderIsTotal() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            String a = name(random);
            String b = name(random);
            String c = name(random);
            int ab = NaturalOrder.ORDER.compare(a, b);
            assertThat(Integer.signum(NaturalOrder.ORDER.compare(b, a)))
                    .as("seed %d", seed)
                    .isEqualTo(-Integer.signum(ab));
            assertThat(ab == 0).as("seed %d: %s %s", seed, a, b).isEqualTo(a.equals(b));
            if (ab <= 0 && NaturalOrder.ORDER.compare(b, c) <= 0) {
                assertThat(NaturalOrder.ORDER.compare(a, c))
                        .as("seed %d: %s %s %s", seed, a, b, c)
                        .isNotPositive();
            }
        }
    }

    private static String name(Random random) {
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            name.append("aAbB019".charAt(random.nextInt(7)));
        }
        return name.toString();
    }
}

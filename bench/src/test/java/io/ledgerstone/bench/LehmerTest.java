package io.ledgerstone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LehmerTest {
    /** The check that Park and Miller print for the seed 1. */
    @Test
    void tenThousandthNumberIsTheOneInThePaper() {
        Lehmer random = new Lehmer(1);
        int number = 0;
        for (int i = 0; i < 10_000; i++) {
            number = random.below(Integer.MAX_VALUE);
        }
        assertThat(number).isEqualTo(1_043_618_065);
    }
}

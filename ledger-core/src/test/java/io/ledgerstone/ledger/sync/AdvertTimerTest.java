package io.ledgerstone.ledger.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;

final class AdvertTimerTest {
    private static final long MIN_MS = 10_000;
    private static final long MAX_MS = 300_000;

    private final AdvertTimer timer = new AdvertTimer(MIN_MS, MAX_MS, new Random(1)::nextInt);

    /** When it fires until a time, while the ledger changes at some moments. */
    private List<Long> fires(long fromMs, long toMs, LongPredicate changes) {
        List<Long> fires = new ArrayList<>();
        for (long ms = fromMs; ms < toMs; ms += 10) {
            if (changes.test(ms)) {
                timer.changed(ms);
            }
            if (timer.nextMs() <= ms && timer.isDue(ms, true)) {
                fires.add(ms);
            }
        }
        return fires;
    }

    @Test
    void whoHasTheSameForLongIsToldMoreAndMoreRarely() {
        fires(0, 1_200_000, ms -> false);
        assertThat(fires(1_200_000, 2_400_000, ms -> false)).hasSizeBetween(3, 5);
    }

    @Test
    void whatHasChangedIsSaidWithinTwoSeconds() {
        fires(0, 1_200_000, ms -> false);
        assertThat(fires(1_200_000, 1_202_010, ms -> ms == 1_200_000)).hasSize(1);
        assertThat(fires(1_202_010, 1_232_000, ms -> false)).isNotEmpty();
    }

    @Test
    void whatChangesAllTheTimeIsSaidEveryFiveSeconds() {
        List<Long> fires = fires(0, 100_000, ms -> true);
        assertThat(fires).hasSizeBetween(15, 21);
        for (int i = 1; i < fires.size(); i++) {
            assertThat(fires.get(i) - fires.get(i - 1)).isGreaterThanOrEqualTo(MIN_MS / 2);
        }
    }
}

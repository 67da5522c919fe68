package io.ledgerstone.ledger.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.testkit.RandomEntries;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WeekIdsTest {
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

    private static BigInteger number(long[] limbs) {
        return new BigInteger(
                1,
                ByteBuffer.allocate(32)
                        .putLong(limbs[3])
                        .putLong(limbs[2])
                        .putLong(limbs[1])
                        .putLong(limbs[0])
                        .array());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void sumsAreThoseOfWholeNumbers(long seed) {
        Random random = new Random(seed);
        long[][] limbs = IntStream.range(0, 200)
                .mapToObj(i -> random.longs(4)
                        .map(limb -> random.nextInt(3) == 0 ? -1 : random.nextInt(3) == 0 ? 0 : limb)
                        .toArray())
                .toArray(long[][]::new);
        WeekIds.Builder builder = WeekIds.builder((high, low) -> limbs[(int) low]);
        IntStream.range(0, limbs.length).forEach(i -> builder.add(1, i, 0, i));
        WeekIds ids = builder.build();
        long[] sum = new long[WeekIds.LIMBS];
        for (int i = 0; i < 500; i++) {
            int from = random.nextInt(limbs.length);
            int to = random.nextInt(from, limbs.length + 1);
            BigInteger wanted = IntStream.range(from, to)
                    .mapToObj(n -> number(limbs[n]))
                    .reduce(BigInteger.ZERO, BigInteger::add)
                    .mod(MODULUS);
            ids.sum(from, to, sum);
            assertThat(number(sum)).as("seed %d", seed).isEqualTo(wanted);
        }
    }

    @Test
    void aBoundBetweenNeighboursIsAsShortAsItCanBe() {
        RandomEntries random = new RandomEntries(4);
        List<Entry> entries = IntStream.range(0, 3000)
                .mapToObj(i -> random.next(1))
                .sorted()
                .distinct()
                .toList();
        WeekIds.Builder builder = WeekIds.builder();
        entries.forEach(entry -> builder.add(
                entry.key().high(),
                entry.key().low(),
                entry.id().high(),
                entry.id().low()));
        WeekIds ids = builder.build();
        for (int i = 1; i < entries.size(); i++) {
            Bound bound = ids.before(i);
            Entry last = entries.get(i - 1);
            assertThat(Bound.of(last)).isLessThan(bound);
            assertThat(bound).isLessThanOrEqualTo(Bound.of(entries.get(i)));
            assertThat(ids.indexOf(bound, 0)).isEqualTo(i);
            assertThat(ids.indexOf(bound, i * 31 % (entries.size() + 1))).isEqualTo(i);
            assertThat(bound.isWholeSecond())
                    .isEqualTo(last.key().time() < entries.get(i).key().time());
            assertThat(bound.isWholeKey())
                    .isEqualTo(!last.key().equals(entries.get(i).key()));
        }
    }

    @Test
    void rangesThatLieAcrossWeeksAreNone() {
        Bound week = Bound.ofWeek(10);
        Bound within = Bound.ofTime(week.time() + 5);
        assertThat(Range.isAllowed(week, Bound.ofWeek(20))).isTrue();
        assertThat(Range.isAllowed(within, Bound.ofWeek(11))).isTrue();
        assertThat(Range.isAllowed(week, within)).isTrue();
        assertThat(Range.isAllowed(within, Bound.ofWeek(12))).isFalse();
        assertThat(Range.isAllowed(Bound.ofWeek(9), within)).isFalse();
        assertThat(Range.isAllowed(within, within)).isFalse();
        assertThat(Range.isAllowed(week, Bound.ofWeek(9))).isFalse();
    }
}

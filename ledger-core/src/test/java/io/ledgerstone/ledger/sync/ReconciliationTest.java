package io.ledgerstone.ledger.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.Value;
import io.ledgerstone.ledger.entry.Week;
import io.ledgerstone.ledger.testkit.RandomEntries;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReconciliationTest {
    private static List<Entry> numbered(long from, long to) {
        return LongStream.range(from, to).mapToObj(RandomEntries::numbered).toList();
    }

    private static Progress once(Copy asking, Copy answering) {
        return new Wire(1, 0).run(asking.session(1), asking, answering.responder(), answering);
    }

    @Test
    void equalLedgersSaySoInSixtyFourBytes() {
        Copy a = new Copy().add(numbered(0, 3000));
        Copy b = new Copy().add(numbered(0, 3000));
        Progress progress = once(a, b);
        assertThat(progress.ending()).isEqualTo(Ending.SAME);
        assertThat(progress.standing()).isEqualTo(new Standing.Same());
        assertThat(progress.bytesSent() + progress.bytesReceived()).isLessThanOrEqualTo(64);
    }

    @Test
    void emptyLedgersAreTheSame() {
        assertThat(once(new Copy(), new Copy()).ending()).isEqualTo(Ending.SAME);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 32, 33, 500, 5000})
    void aLedgerThatIsBehindGetsTheRest(int already) {
        Copy a = new Copy().add(numbered(0, already));
        Copy b = new Copy().add(numbered(0, 5010));
        Progress progress = once(a, b);
        assertThat(progress.ending()).isEqualTo(Ending.FINISHED);
        assertThat(progress.standing()).isEqualTo(new Standing.Behind(5010 - already));
        assertThat(a.entries()).isEqualTo(b.entries());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 32, 33, 500, 5000})
    void aLedgerThatIsAheadIsAskedForTheRest(int already) {
        Copy a = new Copy().add(numbered(0, 5010));
        Copy b = new Copy().add(numbered(0, already));
        Progress progress = once(a, b);
        assertThat(progress.ending()).isEqualTo(Ending.FINISHED);
        assertThat(progress.standing()).isEqualTo(new Standing.Ahead(5010 - already));
        assertThat(b.entries()).isEqualTo(a.entries());
    }

    @Test
    void bothGetWhatTheyLackInOneSession() {
        Copy a = new Copy().add(numbered(0, 2000)).add(numbered(2100, 2200));
        Copy b = new Copy().add(numbered(100, 2100)).add(numbered(900_000, 900_040));
        Progress progress = once(a, b);
        assertThat(progress.standing())
                .isEqualTo(new Standing.Differs(
                        140, 200, new TreeSet<>(List.of(RandomEntries.FIRST_WEEK, RandomEntries.FIRST_WEEK + 1))));
        assertThat(a.entries()).isEqualTo(b.entries()).hasSize(2240);
        assertThat(once(a, b).ending()).isEqualTo(Ending.SAME);
    }

    @Test
    void equivocationsReachBothSides() {
        List<Entry> ofOneKey = IntStream.range(0, 200)
                .mapToObj(n -> Copy.CODEC.seal(Key.of(1_700_000_000, 0, 0, 7), "a", Fields.of(Map.of("n", n))))
                .toList();
        Copy a = new Copy().add(ofOneKey.subList(0, 120));
        Copy b = new Copy().add(ofOneKey.subList(80, 200));
        once(a, b);
        assertThat(a.entries()).isEqualTo(b.entries()).hasSize(200);
    }

    @Test
    void weeksAtTheEndsOfTimeAreRanges() {
        List<Entry> entries = Stream.of(0L, 1L, Key.U32_MAX - 1, Key.U32_MAX)
                .map(time -> Copy.CODEC.seal(Key.of(time, Key.U32_MAX, 0, Key.U32_MAX), "a", Fields.NONE))
                .toList();
        for (int without = 0; without < 4; without++) {
            Copy a = new Copy().add(entries);
            List<Entry> fewer = new ArrayList<>(entries);
            fewer.remove(without);
            Copy b = new Copy().add(fewer);
            assertThat(once(without % 2 == 0 ? a : b, without % 2 == 0 ? b : a).ending())
                    .isEqualTo(Ending.FINISHED);
            assertThat(a.entries()).isEqualTo(b.entries());
        }
    }

    @Test
    void theLargestEntriesTravel() {
        List<Entry> large = IntStream.range(0, 40)
                .mapToObj(n -> Copy.CODEC.seal(
                        Key.of(Week.firstTime(2800 + n % 3) + n, 0, 0, 7),
                        "large",
                        Fields.of(Map.of("t", new Value.Text("x".repeat(32_750))))))
                .toList();
        Copy a = new Copy().add(large.subList(0, 20));
        Copy b = new Copy().add(large.subList(10, 40));
        assertThat(once(a, b).ending()).isEqualTo(Ending.FINISHED);
        assertThat(a.entries()).isEqualTo(b.entries()).hasSize(40);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void twoRandomLedgersConvergeHoweverBadTheChannel(long seed) {
        Random random = new Random(seed);
        double badness = seed % 4 * 0.1;
        Copy a = new Copy();
        Copy b = new Copy();
        fill(random, a, b);
        Progress last = new Wire(seed, badness).converge(a, b, 20);
        assertThat(a.entries()).as("seed %d", seed).isEqualTo(b.entries());
        assertThat(last.ending()).as("seed %d", seed).isEqualTo(Ending.SAME);
        assertThat(last.forged()).isZero();
    }

    private static void fill(Random random, Copy a, Copy b) {
        RandomEntries entries = new RandomEntries(random.nextLong());
        int weeks = 1 + random.nextInt(30);
        int shared = random.nextInt(3000);
        IntStream.range(0, shared).mapToObj(i -> entries.next(weeks)).forEach(entry -> {
            a.add(List.of(entry));
            b.add(List.of(entry));
        });
        IntStream.range(0, random.nextInt(400)).forEach(i -> a.add(List.of(entries.next(weeks))));
        IntStream.range(0, random.nextInt(400)).forEach(i -> b.add(List.of(entries.next(weeks))));
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void threeLedgersConvergeByPairsWhileEntriesKeepComing(long seed) {
        Random random = new Random(seed);
        List<Copy> copies = List.of(new Copy(), new Copy(), new Copy());
        fill(random, copies.get(0), copies.get(1));
        fill(random, copies.get(1), copies.get(2));
        RandomEntries late = new RandomEntries(seed);
        int[] left = {100};
        Wire wire = new Wire(seed, 0.1).meanwhile(() -> {
            if (left[0]-- > 0) {
                copies.get(random.nextInt(3)).add(List.of(late.next(30)));
            }
        });
        for (int round = 0; round < 6; round++) {
            List<Copy> order = new ArrayList<>(copies);
            Collections.shuffle(order, random);
            wire.converge(order.get(0), order.get(1), 4);
            wire.converge(order.get(1), order.get(2), 4);
        }
        wire.converge(copies.get(0), copies.get(1), 8);
        wire.converge(copies.get(1), copies.get(2), 8);
        wire.converge(copies.get(0), copies.get(1), 8);
        assertThat(copies.get(0).entries())
                .as("seed %d", seed)
                .isEqualTo(copies.get(1).entries());
        assertThat(copies.get(1).entries())
                .as("seed %d", seed)
                .isEqualTo(copies.get(2).entries());
    }

    @Test
    void moreDifferencesThanOneSessionHoldsAreLeftToTheNext() {
        Copy a = new Copy().add(numbered(0, 40_000));
        Copy b = new Copy()
                .add(numbered(0, 40_000).stream()
                        .filter(entry -> entry.key().time() % 9 != 0)
                        .toList());
        Wire wire = new Wire(1, 0);
        Progress first = wire.run(a.session(1), a, b.responder(), b);
        assertThat(first.ending()).isEqualTo(Ending.UNFINISHED);
        assertThat(first.delivered()).isPositive();
        assertThat(wire.converge(a, b, 4).ending()).isEqualTo(Ending.SAME);
    }

    @Test
    void oneOldDifferenceTakesSevenHalfRounds() {
        Copy a = new Copy().add(numbered(0, 50_000));
        Copy b = new Copy().add(numbered(0, 50_000));
        b.entries().remove(RandomEntries.numbered(12_345));
        Progress progress = once(a, b);
        assertThat(progress.delivered()).isEqualTo(1);
        assertThat(progress.halfRounds()).isLessThanOrEqualTo(7);
        assertThat(progress.bytesSent() + progress.bytesReceived()).isLessThan(2048);
    }

    @Test
    void whatAPeerMayNotHaveIsWithheldAndNothingElse() {
        Copy a = new Copy();
        Copy b = new Copy()
                .add(numbered(0, 1000))
                .withholding(entry -> entry.key().time() % 10 == 0);
        Progress progress = once(a, b);
        assertThat(progress.ending()).isEqualTo(Ending.FINISHED);
        assertThat(a.entries()).hasSize(900);
        Progress again = once(a, b);
        assertThat(again.withheld()).isBetween(1L, 100L);
        assertThat(again.received()).isZero();
    }

    @Test
    void theOtherLedgerIsNoticed() {
        Copy a = new Copy().add(numbered(0, 10));
        Responder other = new Responder("other", Copy.CODEC, a::index);
        assertThat(new Wire(1, 0).run(a.session(1), a, other, a).ending()).isEqualTo(Ending.OTHER_LEDGER);
    }
}

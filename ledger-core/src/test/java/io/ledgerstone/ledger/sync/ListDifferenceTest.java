package io.ledgerstone.ledger.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.ledger.entry.EntryId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ListDifferenceTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void itIsWhatSetsSay(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            List<EntryId> first = new ArrayList<>();
            List<EntryId> second = new ArrayList<>();
            for (int id = random.nextInt(12); id > 0; id--) {
                int where = random.nextInt(6);
                if (where != 0) {
                    first.add(new EntryId(0, id));
                }
                if (where != 1) {
                    second.add(new EntryId(0, id));
                }
            }
            if (random.nextInt(4) == 0) {
                Collections.shuffle(second, random);
            }
            Set<EntryId> ours = new HashSet<>(first);
            second.forEach(ours::remove);
            BitSet theirs = new BitSet();
            for (int at = 0; at < second.size(); at++) {
                theirs.set(at, !first.contains(second.get(at)));
            }
            assertThat(ListDifference.of(first, second))
                    .as("seed %d, %s and %s", seed, first, second)
                    .isEqualTo(new ListDifference(theirs, ours));
        }
    }
}

package io.ledgerstone.ledger.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.ledger.entry.EntryId;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IdTableTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void itAnswersLikeAMap(long seed) {
        Random random = new Random(seed);
        IdTable table = new IdTable(random.nextLong());
        Map<EntryId, Integer> map = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            EntryId id = new EntryId(random.nextInt(100), random.nextInt(100));
            assertThat(table.get(id)).as("seed %d", seed).isEqualTo(map.getOrDefault(id, IdTable.ABSENT));
            int value = random.nextInt() | 1;
            table.put(id, value);
            map.put(id, value);
        }
        assertThat(table.size()).as("seed %d", seed).isEqualTo(map.size());
        Map<EntryId, Integer> all = new HashMap<>();
        table.forEach(all::put);
        assertThat(all).as("seed %d", seed).isEqualTo(map);
    }
}

package io.ledgerstone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EntriesTest {
    private static final EntryCodec CODEC = new EntryCodec(Ledgers.NAME, Ledgers.LAYOUT);

    @Test
    void awardTakesAbout120BytesWithItsKey() {
        double average = Awards.entries(CODEC, 10_000).stream()
                .mapToInt(entry -> 16 + EntryCodec.body(entry).length)
                .average()
                .orElseThrow();
        assertThat(average).isBetween(115.0, 125.0);
    }

    @Test
    void awardsComeInLedgerOrder() {
        assertThat(Awards.entries(CODEC, 10_000)).extracting(Entry::key).isSorted();
    }

    @Test
    void guildHasTheMixOfTheSample() {
        List<Entry> rows = GuildRows.entries(CODEC, 10_600);
        Map<String, Long> byType = rows.stream().collect(Collectors.groupingBy(Entry::type, Collectors.counting()));
        assertThat(byType.get("AC")).isEqualTo(100);
        assertThat(byType.get("DM")).isBetween(4_800L, 5_200L);
        assertThat(byType.get("DO")).isBetween(1_000L, 1_250L);
        assertThat(byType.get("IA")).isBetween(2_750L, 3_150L);
        assertThat(byType.get("DT")).isBetween(800L, 1_050L);
    }
}

package io.ledgerstone.host.savedvariables;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.host.savedvariables.SavedVariablesWriter.Style;
import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.KeyLayout;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SavedVariablesPropertyTest {
    private static final EntryCodec CODEC = new EntryCodec("guild", KeyLayout.CROSS_REALM);

    /** A written file, and for each row the number of characters up to and with its closing brace. */
    private record Written(String text, List<Integer> rowEnds) {}

    private static Written write(List<Entry> entries, Style style, KeyLayout layout) throws IOException {
        StringBuilder text = new StringBuilder();
        List<Integer> rowEnds = new ArrayList<>();
        SavedVariablesWriter writer = new SavedVariablesWriter(text, style);
        writer.begin("TEST_DB", List.of("some guild", "ledger"));
        for (Entry entry : entries) {
            assertThat(SavedVariablesWriter.refusal(entry)).isNull();
            writer.row(entry, layout);
            rowEnds.add(text.lastIndexOf("}") + 1);
        }
        writer.end();
        return new Written(text.toString(), rowEnds);
    }

    private static List<EntryId> idsIn(byte[] bytes, EntryCodec codec) {
        List<EntryId> ids = new ArrayList<>();
        SavedVariablesReader.read(new ByteArrayInputStream(bytes), row -> {
            FoundRow.Complete complete = (FoundRow.Complete) row;
            assertThat(complete.table()).isEqualTo("TEST_DB[\"some guild\"].ledger");
            ids.add(codec.seal(complete.key(), complete.type(), complete.fields())
                    .id());
        });
        return ids;
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenReadsBackAsTheSameEntries(Style style) throws IOException {
        for (KeyLayout layout : KeyLayout.values()) {
            EntryCodec codec = new EntryCodec("guild", layout);
            for (long seed = 0; seed < 30; seed++) {
                List<Entry> entries = new RandomEntries(seed, codec).list(40);
                Written written = write(entries, style, layout);
                assertThat(idsIn(written.text().getBytes(StandardCharsets.UTF_8), codec))
                        .as("seed %d", seed)
                        .isEqualTo(entries.stream().map(Entry::id).toList());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyTruncationKeepsExactlyTheCompleteRows(Style style) throws IOException {
        long seed = 4;
        List<Entry> entries = new RandomEntries(seed, CODEC).list(12);
        Written written = write(entries, style, KeyLayout.CROSS_REALM);
        List<EntryId> ids = entries.stream().map(Entry::id).toList();
        byte[] bytes = written.text().getBytes(StandardCharsets.UTF_8);
        int[] rowEndBytes = written.rowEnds().stream()
                .mapToInt(end -> written.text().substring(0, end).getBytes(StandardCharsets.UTF_8).length)
                .toArray();
        for (int length = 0; length < bytes.length; length++) {
            int cut = length;
            long complete = Arrays.stream(rowEndBytes).filter(end -> end <= cut).count();
            assertThat(idsIn(Arrays.copyOf(bytes, length), CODEC))
                    .as("seed %d, %d of %d bytes", seed, length, bytes.length)
                    .isEqualTo(ids.subList(0, (int) complete));
        }
    }

    @Test
    void truncatedFilesSayWhatWasCut() throws IOException {
        Written written = write(new RandomEntries(4, CODEC).list(3), Style.FLAT, KeyLayout.CROSS_REALM);
        byte[] bytes = written.text().substring(0, written.rowEnds().get(2) - 3).getBytes(StandardCharsets.UTF_8);
        ReadReport report = SavedVariablesReader.read(new ByteArrayInputStream(bytes), row -> {});
        assertThat(report.rows()).isEqualTo(2);
        assertThat(report.rowsCut()).isEqualTo(1);
        assertThat(report.damages()).hasSize(1);
        assertThat(report.damages().getFirst().path()).startsWith("TEST_DB[\"some guild\"].ledger[3]");
    }

    @Test
    void randomGarbageIsOnlyEverDamage() {
        String alphabet = "{}[]=,;\"'\\-\n x1_acdnil.#()/e\u00e9\u0000";
        for (long seed = 0; seed < 20_000; seed++) {
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "X={{_a=1,_b=2,_c=3,_d='T'," : "");
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            byte[] bytes = text.toString()
                    .getBytes(random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
            try {
                SavedVariablesReader.read(new ByteArrayInputStream(bytes), row -> {});
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + text, e);
            }
        }
    }

    @Test
    void damagedBytesNeverInventARow() throws IOException {
        List<Entry> entries = new RandomEntries(9, CODEC).list(20);
        byte[] bytes = write(entries, Style.FLAT, KeyLayout.CROSS_REALM).text().getBytes(StandardCharsets.UTF_8);
        for (long seed = 0; seed < 2000; seed++) {
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            byte[] damaged = bytes.clone();
            int from = random.nextInt(bytes.length);
            Arrays.fill(damaged, from, Math.min(bytes.length, from + 1 + random.nextInt(200)), (byte) 0);
            List<FoundRow> rows = new ArrayList<>();
            ReadReport report = SavedVariablesReader.read(new ByteArrayInputStream(damaged), rows::add);
            assertThat(rows).as("seed %d", seed).hasSizeLessThanOrEqualTo(20).hasSize((int) report.rows());
        }
    }
}

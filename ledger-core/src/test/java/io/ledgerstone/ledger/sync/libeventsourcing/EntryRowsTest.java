package io.ledgerstone.ledger.sync.libeventsourcing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.WeekData;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonValue.Bytes;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonValue.Num;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonValue.Table;
import io.ledgerstone.ledger.sync.libeventsourcing.EntryRows.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EntryRowsTest {
    private static final EntryCodec CODEC = new EntryCodec("clm", KeyLayout.CROSS_REALM);
    private static final EntryRows ROWS = new EntryRows(CODEC, FieldOrder.CLASSIC_LOOT_MANAGER);

    private static Entry entry(String type, Map<String, ?> fields) {
        return CODEC.seal(Key.of(1_700_000_000, 3, 4476, 40_001), type, Fields.of(fields));
    }

    private static Table row(Object... values) {
        List<AddonValue> row =
                new ArrayList<>(List.of(new Num(1_700_000_000), new Num(3), new Num(4476), new Num(40_001)));
        Arrays.stream(values)
                .map(value -> value instanceof Integer number
                        ? new Num(number)
                        : value instanceof String text ? Bytes.ofText(text) : (AddonValue) value)
                .forEach(row::add);
        return Table.list(row);
    }

    private static void requireRefused(Outcome outcome, String words) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).contains(words));
    }

    @Test
    void everyEntryOfClassicLootManagerComesBackAsItWas() {
        int entries = 0;
        for (EnvelopeVectorsTest.Vector vector : EnvelopeVectorsTest.vectors().toList()) {
            if (vector.envelope().open(vector.bytes("channelHex")) instanceof WeekData data) {
                for (AddonValue row : data.entries()) {
                    Entry entry = ((Outcome.Read) ROWS.read(row)).entry();
                    assertThat(ROWS.write(entry)).isEqualTo(new Outcome.Row((Table) row));
                    entries++;
                }
            }
        }
        assertThat(entries).isGreaterThan(400);
    }

    @Test
    void fieldsGetTheirNamesByTheirPlace() {
        Table guid = Table.list(List.of(new Num(4476), new Num(45_057)));
        Outcome read = ROWS.read(row(guid, "Pl\u00e2y\u00e9r", 1, "", "P0"));
        assertThat(read)
                .isEqualTo(new Outcome.Read(
                        entry("P0", Map.of("g", List.of(4476, 45_057), "n", "Pl\u00e2y\u00e9r", "c", 1, "s", ""))));
    }

    @Test
    void lastFieldsMayBeMissing() {
        Entry entry = entry("IA", Map.of("r", 1, "p", List.of(4476, 1), "i", 2, "v", 3));
        Table row = row(1, Table.list(List.of(new Num(4476), new Num(1))), 2, 3, "IA");
        assertThat(ROWS.write(entry)).isEqualTo(new Outcome.Row(row));
        assertThat(ROWS.read(row)).isEqualTo(new Outcome.Read(entry));
    }

    @Test
    void anEntryThatWouldShiftIsNotSent() {
        requireRefused(ROWS.write(entry("P2", Map.of("m", 1))), "not the first");
        requireRefused(ROWS.write(entry("P2", Map.of("g", 1, "m", 1, "other", 1))), "not the first");
        requireRefused(ROWS.write(entry("P2", Map.of("g", Arrays.asList(1, null)))), "nil");
    }

    @Test
    void classesNobodyRegisteredAreRefusedBothWays() {
        requireRefused(ROWS.write(entry("TE", Map.of("m", 1))), "register");
        requireRefused(ROWS.read(row(1, "TE")), "register");
        EntryRows more = new EntryRows(CODEC, FieldOrder.CLASSIC_LOOT_MANAGER.with("TE", "m"));
        assertThat(more.read(row(1, "TE"))).isEqualTo(new Outcome.Read(entry("TE", Map.of("m", 1))));
    }

    @Test
    void rowsThatAreNoEntriesAreRefusedWithAReason() {
        requireRefused(ROWS.read(new Num(1)), "list");
        requireRefused(ROWS.read(Table.list(List.of())), "list");
        requireRefused(ROWS.read(row()), "list");
        requireRefused(ROWS.read(row(1, 2, 3, "P2")), "more fields");
        requireRefused(ROWS.read(row("no key", "IGN")), "key");
        requireRefused(ROWS.read(row(new Bytes("\u00ff"), "P1")), "UTF-8");
        requireRefused(ROWS.read(row(new Num(Double.NaN), "P1")), "number");
        requireRefused(ROWS.read(row(new Table(List.of(), Map.of(new Num(0.5), new Num(1))), "P1")), "whole number");
        requireRefused(
                ROWS.read(Table.list(List.of(new Num(-1), new Num(0), new Num(1), new Num(1), Bytes.ofText("P1")))),
                "time");
        requireRefused(
                ROWS.read(Table.list(List.of(Bytes.ofText("x"), new Num(0), new Num(1), new Num(1), new Bytes("P1")))),
                "whole number");
    }

    @Test
    void tablesComeBackWhateverTheirKeys() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("1", "a");
        map.put("578", "b");
        map.put("-3", "c");
        map.put("007", "d");
        map.put("name", List.of(Map.of(), List.of(1, List.of())));
        for (Object value : List.of(map, Map.of("1", 1, "2", 2), List.of(), List.of(List.of(1), Map.of("x", true)))) {
            Entry entry = entry("P1", Map.of("g", value));
            AddonValue row = ((Outcome.Row) ROWS.write(entry)).row();
            assertThat(ROWS.read(SerializedReader.read(SerializedWriter.write(row))))
                    .isEqualTo(new Outcome.Read(entry));
        }
    }

    @Test
    void classicKeysHaveNoRealm() {
        EntryCodec codec = new EntryCodec("test", KeyLayout.CLASSIC);
        EntryRows rows = new EntryRows(codec, FieldOrder.IGNORES_ONLY);
        Entry ignore = codec.seal(Key.of(5, -1, 0, 7), Entry.IGNORE_TYPE, Fields.of(Map.of("ref", "5-0-7")));
        Table row =
                Table.list(List.of(new Num(5), new Num(-1), new Num(7), Bytes.ofText("5-0-7"), Bytes.ofText("IGN")));
        assertThat(rows.write(ignore)).isEqualTo(new Outcome.Row(row));
        assertThat(rows.read(row)).isEqualTo(new Outcome.Read(ignore));
    }
}

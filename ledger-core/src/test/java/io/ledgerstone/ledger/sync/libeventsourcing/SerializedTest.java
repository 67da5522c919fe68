package io.ledgerstone.ledger.sync.libeventsourcing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgerstone.ledger.sync.libeventsourcing.AddonValue.Bool;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonValue.Bytes;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonValue.Num;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonValue.Table;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SerializedTest {
    private static AddonValue read(String hex) {
        return SerializedReader.read(HexFormat.of().parseHex(hex));
    }

    @Test
    void everyValueComesBack() {
        for (long seed = 0; seed < 2_000; seed++) {
            AddonValue value = value(new Random(seed), 4);
            assertThat(SerializedReader.read(SerializedWriter.write(value)))
                    .as("seed %s", seed)
                    .isEqualTo(value);
        }
    }

    private static AddonValue value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 8)) {
            case 0 -> new Bool(random.nextBoolean());
            case 1 -> new Num(random.nextInt(-5000, 5000));
            case 2 -> new Num(random.nextLong(-(1L << 53), 1L << 53) >> random.nextInt(40));
            case 3 -> new Num(random.nextInt(-9999, 9999) / Math.pow(10, random.nextInt(12)));
            case 4 -> new Bytes("text".repeat(random.nextInt(6)) + (char) random.nextInt(256));
            case 5 -> {
                List<AddonValue> items = new ArrayList<>();
                for (int i = random.nextInt(20); i > 0; i--) {
                    items.add(value(random, depth - 1));
                }
                yield Table.list(items);
            }
            default -> {
                AddonValue.Builder builder = new AddonValue.Builder();
                for (int i = random.nextInt(20); i > 0; i--) {
                    AddonValue key = random.nextInt(4) == 0 ? value(random, 0) : new Num(random.nextInt(8));
                    builder.put(key, value(random, depth - 1));
                }
                yield builder.build();
            }
        };
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0150 03 302e31, 0.1",
        "-2.25, 0158 04 322e3235, -2.25",
        "0.00001, 0150 05 31652d3035, 1e-05",
        "123.4567, 0148405edd3a92a30553, too long as text",
        "127, 01ff, one byte",
        "128, 010408, two bytes",
        "-1, 011c00, two bytes",
        "-4095, 01fcff, two bytes",
        "-4096, 01101000, sixteen bits",
        "9007199254740991, 01381fffffffffffff, seven bytes"
    })
    void numbersAreWrittenInTheShortestForm(double number, String hex, String why) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertThat(SerializedWriter.write(new Num(number))).as(why).isEqualTo(bytes);
        assertThat(SerializedReader.read(SerializedWriter.write(new Num(number))))
                .isEqualTo(new Num(number));
    }

    @Test
    void tablesAreReferredToOnlyWhenReading() {
        Table one = Table.list(List.of(new Num(1)));
        assertThat(read("012a1a03e802")).isEqualTo(Table.list(List.of(one, one)));
        assertThat(HexFormat.of().formatHex(SerializedWriter.write(Table.list(List.of(one, one)))))
                .isEqualTo("012a1a031a03");
    }

    @Test
    void stringsOfThreeBytesAreReferredTo() {
        Bytes name = new Bytes("abc");
        assertThat(HexFormat.of().formatHex(SerializedWriter.write(Table.list(List.of(name, name)))))
                .isEqualTo("012a32616263d001");
    }

    @Test
    void nilInAListEndsIt() {
        Table read = (Table) read("013a030005");
        assertThat(read.items()).containsExactly(new Num(1));
        assertThat(read.named()).isEqualTo(Map.of(new Num(3), new Num(2)));
    }

    @Test
    void laterKeysReplaceAndNilsRemoveInAnyOrder() {
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            Map<AddonValue, AddonValue> model = new LinkedHashMap<>();
            AddonValue.Builder builder = new AddonValue.Builder();
            for (int i = 0; i < 30; i++) {
                Num key = new Num(random.nextInt(6));
                AddonValue value = random.nextInt(3) == 0 ? AddonValue.NIL : new Num(i);
                builder.put(key, value);
                model.put(key, value);
            }
            model.values().removeIf(AddonValue.Nil.class::isInstance);
            Table table = builder.build();
            int items = 0;
            while (model.containsKey(new Num(items + 1.0))) {
                assertThat(table.items().get(items)).as("seed %s", seed).isEqualTo(model.remove(new Num(++items)));
            }
            assertThat(table.items()).hasSize(items);
            assertThat(table.named()).as("seed %s", seed).isEqualTo(model);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "02" + "03", // another version
                "01", // no value
                "0103" + "03", // two values
                "011ae801", // a table in itself
                "011ae802", // a table that is not there
                "01d001", // a string that is not there
                "011648" + "7ff8000000000000" + "03", // a key that is no number
                "01160003", // a nil as a key
                "0150" + "02" + "3078", // a number that is none
                "01b0ffffff", // more items than bytes
                "0180ffffff" // a longer string than there are bytes
            })
    void brokenStreamsAreRefused(String hex) {
        assertThatThrownBy(() -> read(hex)).isInstanceOf(MalformedException.class);
    }

    @Test
    void tablesThatDoubleAtEachLevelAreRefusedBeforeTheyAreMade() {
        StringBuilder hex = new StringBuilder("01");
        int levels = DialectLimits.DEPTH_MAX - 1;
        hex.append("2a".repeat(levels)).append("1a03");
        for (int level = levels; level >= 1; level--) {
            hex.append("e8").append(HexFormat.of().toHexDigits((byte) (level + 1)));
        }
        assertThatThrownBy(() -> read(hex.toString())).hasMessageContaining("values");
    }

    @Test
    void deepTablesAreRefused() {
        assertThat(read("01" + "1a".repeat(DialectLimits.DEPTH_MAX) + "03")).isInstanceOf(Table.class);
        assertThatThrownBy(() -> read("01" + "1a".repeat(DialectLimits.DEPTH_MAX + 1) + "03"))
                .hasMessageContaining("deeper");
    }
}

package io.ledgerstone.ledger.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.ledgerstone.ledger.codec.CanonicalWriter.NumberRule;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.InvalidEntryException;
import io.ledgerstone.ledger.entry.InvalidEntryException.Reason;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CanonicalBytesTest {
    private static final EntryCodec CODEC = new EntryCodec("guild", KeyLayout.CROSS_REALM);
    private static final Key KEY = Key.of(1_700_000_007, 0, 4476, 43981);

    @Test
    void theExamplesOfTheStandardAreWrittenAsItSays() {
        Map<Object, String> examples = new LinkedHashMap<>();
        examples.put(0, "00");
        examples.put(-0.0, "00");
        examples.put(23, "17");
        examples.put(24, "1818");
        examples.put(100, "1864");
        examples.put(1000, "1903e8");
        examples.put(1_000_000, "1a000f4240");
        examples.put(1_000_000_000_000L, "1b000000e8d4a51000");
        examples.put(-1, "20");
        examples.put(-1000, "3903e7");
        examples.put(1.5, "f93e00");
        examples.put(1.1, "fb3ff199999999999a");
        examples.put(-4.1, "fbc010666666666666");
        examples.put(5.960464477539063e-8, "f90001");
        examples.put(0.5f + 0.0001220703125, "fa3f000800");
        examples.put("", "60");
        examples.put("ü", "62c3bc");
        examples.put(true, "f5");
        examples.put(List.of(1, List.of(2, 3)), "8201820203");
        examples.put(Map.of("a", 1), "a1616101");
        examples.put(List.of(), "80");
        examples.put(Map.of(), "80");
        examples.forEach((object, hex) -> assertThat(HexFormat.of().formatHex(write(Value.of(object))))
                .as("%s", object)
                .isEqualTo(hex));
        assertThat(HexFormat.of().formatHex(write(Value.NIL))).isEqualTo("f6");
        assertThat(HexFormat.of().formatHex(write(Value.of(Double.NaN)))).isEqualTo("f97e00");
        assertThat(HexFormat.of().formatHex(write(Value.of(Double.NEGATIVE_INFINITY))))
                .isEqualTo("f9fc00");
    }

    @Test
    void namesAreOrderedShortestFirstThenByBytesWhateverTheWriterDid() {
        Value.Mapping map = (Value.Mapping) Value.of(linked("b", 1, "aa", 2, "a", 3, "é", 4));
        assertThat(HexFormat.of().formatHex(write(map))).isEqualTo("a4616103" + "616201" + "62616102" + "62c3a904");
    }

    @Test
    void randomValuesAreReadBackAndAnIndependentReaderAgrees() throws IOException {
        ObjectMapper cbor = new ObjectMapper(new CBORFactory());
        for (long seed = 1; seed <= 400; seed++) {
            Value value = new RandomValues(seed).value(0);
            byte[] bytes = write(value);
            CanonicalCursor cursor = new CanonicalCursor(bytes, 0);
            Value back = cursor.value();
            assertThat(cursor.at()).isEqualTo(bytes.length);
            assertThat(write(back)).as("seed %d", seed).isEqualTo(bytes);
            Object independent = cbor.readValue(bytes, Object.class);
            assertThat(write(Value.of(independent))).as("seed %d", seed).isEqualTo(bytes);
            CanonicalCursor skipping = new CanonicalCursor(bytes, 0);
            skipping.skip();
            assertThat(skipping.at()).isEqualTo(bytes.length);
        }
    }

    @Test
    void anEntryIsItsContentWhateverTheOrderOfItsFields() {
        Entry a = CODEC.seal(KEY, "DM", Fields.of(linked("v", 25, "t", "note", "n", false, "x", Value.NIL)));
        Entry b = CODEC.seal(KEY, "DM", Fields.of(linked("n", false, "t", "note", "v", 25.0)));
        assertThat(a.id()).isEqualTo(b.id()).hasToString("e5e927bf864c7693d00d679d693c905c");
        assertThat(CODEC.open(KEY, EntryCodec.body(a))).isEqualTo(a);
        assertThat(new EntryCodec("raid", KeyLayout.CROSS_REALM)
                        .open(KEY, EntryCodec.body(a))
                        .id())
                .isNotEqualTo(a.id());
    }

    @Test
    void fieldsAreFoundByNameWithoutReadingTheRest() {
        Fields fields = CODEC.seal(
                        KEY, "x", Fields.of(linked("n", List.of(1, Map.of("k", "v")), "é", "è", "b", true, "z", 2)))
                .fields();
        assertThat(fields.size()).isEqualTo(4);
        assertThat(fields.text("é")).isEqualTo("è");
        assertThat(fields.number("z", 0)).isEqualTo(2);
        assertThat(fields.isTrue("b")).isTrue();
        assertThat(fields.get("é!")).isNull();
        assertThat(fields.get("n")).isEqualTo(Value.of(List.of(1, Map.of("k", "v"))));
        assertThat(fields.toMapping().values()).containsOnlyKeys("b", "n", "z", "é");
    }

    @Test
    void bytesThatAreNotCanonicalAreRefusedAndNeverCostMoreThanTheyAre() {
        byte[] good = EntryCodec.body(CODEC.seal(KEY, "award", Fields.of(linked("a", 1.5, "b", List.of("x", 70000)))));
        assertThat(CODEC.open(KEY, good).type()).isEqualTo("award");
        for (long seed = 1; seed <= 5000; seed++) {
            Random random = new Random(seed);
            byte[] bad = random.nextBoolean() ? Arrays.copyOf(good, random.nextInt(good.length + 4)) : good.clone();
            for (int i = random.nextInt(3); i >= 0 && bad.length > 0; i--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            try {
                Entry entry = CODEC.open(KEY, bad);
                assertThat(write(entry)).as("seed %d", seed).isEqualTo(bad);
            } catch (InvalidEntryException refused) {
                assertThat(refused.reason()).isNotNull();
            }
        }
        assertReason(Reason.NOT_CANONICAL, HexFormat.of().parseHex("6161" + "bb7fffffffffffffff"));
        assertReason(Reason.NOT_CANONICAL, HexFormat.of().parseHex("6161" + "a2616201616101"));
        assertReason(Reason.NOT_CANONICAL, HexFormat.of().parseHex("6161" + "a1616118" + "01"));
    }

    @Test
    void everyLimitHasItsReason() {
        assertRefused(Reason.TYPE_SIZE, "", Map.of());
        assertRefused(Reason.TYPE_SIZE, "t".repeat(65), Map.of());
        assertRefused(Reason.FIELD_NAME, "t", Map.of("", 1));
        assertRefused(Reason.FIELD_NAME, "t", Map.of("n".repeat(65), 1));
        assertRefused(Reason.TOO_LARGE, "t", Map.of("n", "x".repeat(40_000)));
        assertRefused(Reason.NUMBER, "t", Map.of("n", Double.NaN));
        assertRefused(Reason.NUMBER, "t", Map.of("n", 9_007_199_254_740_992d));
        assertRefused(Reason.TEXT, "t", Map.of("n", "\ud800"));
        assertRefused(Reason.IGNORE_REF, "IGN", Map.of("ref", 5));
        assertRefused(Reason.IGNORE_REF, "IGN", Map.of("ref", "yesterday"));
        Map<String, Object> many = new LinkedHashMap<>();
        for (int i = 0; i < 257; i++) {
            many.put("f" + i, i);
        }
        assertRefused(Reason.TOO_MANY_FIELDS, "t", many);
        Object deep = 1;
        for (int i = 0; i < 17; i++) {
            deep = List.of(deep);
        }
        assertRefused(Reason.TOO_DEEP, "t", Map.of("n", deep));
        assertThatThrownBy(() -> new EntryCodec("guild", KeyLayout.CLASSIC).seal(KEY, "t", Fields.NONE))
                .isInstanceOfSatisfying(
                        InvalidEntryException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REALM_OUT_OF_RANGE));
    }

    private static void assertRefused(Reason reason, String type, Map<String, ?> fields) {
        assertThatThrownBy(() -> CODEC.seal(KEY, type, Fields.of(fields)))
                .isInstanceOfSatisfying(
                        InvalidEntryException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static void assertReason(Reason reason, byte[] body) {
        assertThatThrownBy(() -> CODEC.open(KEY, body))
                .isInstanceOfSatisfying(
                        InvalidEntryException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static byte[] write(Value value) {
        CanonicalWriter writer = new CanonicalWriter(NumberRule.STATE, 64);
        writer.value(value);
        return writer.toBytes();
    }

    private static byte[] write(Entry entry) {
        CanonicalWriter writer = new CanonicalWriter(NumberRule.ENTRY, 64);
        writer.text(entry.type());
        writer.map(entry.fields().toMapping());
        return writer.toBytes();
    }

    private static Map<String, Object> linked(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    /** Values of every kind and awkward sizes from a seed. */
    private record RandomValues(Random random) {
        RandomValues(long seed) {
            this(new Random(seed));
        }

        Value value(int depth) {
            return switch (random.nextInt(depth > 4 ? 5 : 7)) {
                case 0 -> Value.of(random.nextBoolean());
                case 1 -> Value.of(random.nextLong() >> random.nextInt(12, 64));
                case 2 -> Value.of(random.nextBoolean() ? random.nextGaussian() : random.nextInt(1000) / 8.0);
                case 3 -> Value.of("x".repeat(random.nextInt(300)));
                case 4 -> Value.of(new String(Character.toChars(random.nextInt(0x1F300, 0x1F600))));
                case 5 -> {
                    List<Value> list = new ArrayList<>();
                    for (int i = random.nextInt(30); i >= 0; i--) {
                        list.add(value(depth + 2));
                    }
                    yield new Value.Sequence(list);
                }
                default -> {
                    Map<String, Value> map = new LinkedHashMap<>();
                    for (int i = random.nextInt(5); i >= 0; i--) {
                        map.put("k".repeat(random.nextInt(30)) + random.nextInt(9), value(depth + 2));
                    }
                    yield new Value.Mapping(map);
                }
            };
        }
    }
}

package io.ledgerstone.host.savedvariables;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Entries of every shape that SavedVariables can hold, from a seed. */
final class RandomEntries {
    private static final String[] TEXTS = {
        "",
        "Bob",
        "Ünïcödé",
        "日本",
        "a\"b\\c",
        "line\nbreak\r\n",
        "\u0000\u0001\u007f",
        "]]",
        "--",
        "{",
        "nil",
        "💎",
        "1",
        "_c"
    };
    private static final double[] NUMBERS = {
        0, 1, -1, 0.1, -12.5, 1e15, Double.MIN_VALUE, 0x1FFFFFFFFFFFFFL, -0x1FFFFFFFFFFFFFL, 1e14 + 0.5
    };

    private final RandomGenerator random;
    private final EntryCodec codec;

    RandomEntries(long seed, EntryCodec codec) {
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.codec = codec;
    }

    List<Entry> list(int count) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(entry());
        }
        return entries;
    }

    private Entry entry() {
        Key key = Key.of(
                random.nextLong(1L << 32),
                random.nextLong(-(1L << 31), 1L << 32),
                codec.layout() == KeyLayout.CLASSIC ? 0 : random.nextInt(1 << 16),
                random.nextLong(1L << 32));
        Map<String, Value> fields = new LinkedHashMap<>();
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            fields.put(name(), value(0));
        }
        fields.remove("_c");
        return codec.seal(key, "T" + random.nextInt(9), Fields.of(new Value.Mapping(fields)));
    }

    private String name() {
        return random.nextBoolean()
                ? Character.toString('a' + random.nextInt(26))
                : "k" + TEXTS[random.nextInt(TEXTS.length)];
    }

    private Value value(int depth) {
        return switch (random.nextInt(depth < 5 ? 7 : 4)) {
            case 0 -> new Value.Bool(random.nextBoolean());
            case 1 -> new Value.Num(NUMBERS[random.nextInt(NUMBERS.length)]);
            case 2 -> new Value.Num(random.nextGaussian() * 1000);
            case 3, 4 -> new Value.Text(TEXTS[random.nextInt(TEXTS.length)]);
            case 5 -> {
                List<Value> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(depth + 1));
                }
                yield new Value.Sequence(list);
            }
            default -> {
                Map<String, Value> map = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    map.put(random.nextBoolean() ? name() : Integer.toString(random.nextInt(-2, 5)), value(depth + 1));
                }
                yield new Value.Mapping(map);
            }
        };
    }
}

package io.ledgerstone.addon.contract;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Plain data of any shape comes through a language as it was. */
interface RoundTripContract extends ContractPart {
    /** Hands on whatever it gets, every way there is. */
    Script HANDS_ON = GUILD.then(new Script("""
            guild:on("keep", function(state, e) state.x = e.x state.fields = e.fields end)
            guild:view("state", function(state, args) return state.x end)
            guild:view("argument", function(state, args) return args[1] end)
            guild:command("submit", function(state, args) guild:submit("keep", { x = args[1], y = state.x }) end)
            """, """
            guild.on("keep", (state, e) => { state.x = e.x; state.fields = e.fields; });
            guild.view("state", (state, args) => state.x);
            guild.view("argument", (state, args) => args[0]);
            guild.command("submit", (state, args) => { guild.submit("keep", { x: args[0], y: state.x }); });
            """));

    /** Names that languages treat in a special way, and others. */
    List<String> NAMES = List.of(
            "a",
            "points",
            "ä",
            "龍",
            "🐉",
            "1",
            "2",
            "0",
            "-1",
            "1.5",
            "9007199254740993",
            "x y",
            "",
            "__proto__",
            "constructor",
            "toString",
            "length",
            "__index",
            "__newindex",
            "__len",
            "n",
            "end",
            "function",
            "then",
            "toJSON");

    /** Numbers at the edges of what a language tells apart. */
    List<Double> NUMBERS = List.of(
            0.0,
            1.0,
            -1.0,
            0.5,
            127.0,
            128.0,
            2_147_483_647.0,
            2_147_483_648.0,
            -2_147_483_648.0,
            -2_147_483_649.0,
            4_294_967_295.0,
            9_007_199_254_740_991.0,
            -9_007_199_254_740_991.0,
            1e-300,
            0.1,
            1 / 3.0,
            Double.MIN_VALUE);

    @Test
    default void anyDataComesThroughAsItWas() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        RunningAddon addon = bench().load(HANDS_ON);
        EntryCodec codec = new EntryCodec("guild", KeyLayout.CROSS_REALM);
        for (int round = 0; round < 300; round++) {
            Value value = value(random, 4);
            Entry entry = codec.seal(Key.of(round, 0, 1, 1), "keep", Fields.of(new Value.Mapping(Map.of("x", value))));
            try {
                addon.replays(entry).hasState(Data.map("x", value, "fields", Data.map("x", value)));
                Data.assertSameData(addon.view("state"), value);
                Data.assertSameData(addon.view("argument", value), value);
                addon.command("submit", value);
                Data.assertSameData(addon.host().submissions().getLast().fields(), Data.map("x", value, "y", value));
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ", round " + round + ": " + value, e);
            }
        }
        assertThat(addon.host().submissions()).hasSize(300);
    }

    private static Value value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 7)) {
            case 0 -> new Value.Bool(random.nextBoolean());
            case 1 -> new Value.Num(NUMBERS.get(random.nextInt(NUMBERS.size())));
            case 2 -> new Value.Num(random.nextInt(2_000_000) / 1000.0 - 1000);
            case 3 -> new Value.Text(NAMES.get(random.nextInt(NAMES.size())) + "\n\u0000".repeat(random.nextInt(2)));
            case 4 -> list(random, depth - 1);
            default -> map(random, depth - 1);
        };
    }

    private static Value list(Random random, int depth) {
        List<Value> values = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            values.add(value(random, depth));
        }
        return new Value.Sequence(values);
    }

    private static Value map(Random random, int depth) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            values.put(NAMES.get(random.nextInt(NAMES.size())), value(random, depth));
        }
        return new Value.Mapping(values);
    }
}

package io.ledgerstone.bench;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Typical entries: type {@code award} with four fields, about 120 bytes with the key, by one creator for 200 players, spread
 * over a year. Must agree with {@code awards.lua}.
 */
final class Awards {
    static final String TYPE = "award";

    private static final long FIRST_TIME = 1_700_000_000L;
    private static final long YEAR_SECONDS = 52L * 7 * 24 * 3600;
    private static final int PLAYERS = 200;
    private static final int SEED = 20_261_121;
    private static final String[] REASONS = {
        "boss kill in the raid", "on time for the raid", "progression tonight", "raid completion bonus"
    };

    private Awards() {}

    /** The first entries of {@code count} that belong together. */
    static List<Entry> entries(EntryCodec codec, int count) {
        Lehmer random = new Lehmer(SEED);
        List<Entry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long time = FIRST_TIME + i * YEAR_SECONDS / count;
            entries.add(codec.seal(Key.of(time, 0, 4476, 43_981), TYPE, fields(random)));
        }
        return entries;
    }

    /** The fields of the next award. */
    static Fields fields(Lehmer random) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("player", new Value.Text("Player" + (1 + random.below(PLAYERS))));
        fields.put("amount", new Value.Num(1 + random.below(100)));
        fields.put("reason", new Value.Text(REASONS[random.below(REASONS.length)]));
        fields.put("item", new Value.Text("item:" + (19_000 + random.below(300)) + ":0:0:0:0:0:0:0:60:0:0:0:0"));
        return Fields.of(new Value.Mapping(fields));
    }

    /** What all awards of a ledger give together: every replay must come to it. */
    static double total(int count) {
        Lehmer random = new Lehmer(SEED);
        double total = 0;
        for (int i = 0; i < count; i++) {
            total += fields(random).number("amount", 0);
        }
        return total;
    }
}

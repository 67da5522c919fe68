package io.ledgerstone.ledger.testkit;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.Value;
import io.ledgerstone.ledger.entry.Week;
import java.util.Map;
import java.util.Random;

/** Entries made from a seed, of a ledger called {@code test}. */
public final class RandomEntries {
    public static final EntryCodec CODEC = new EntryCodec("test", KeyLayout.CLASSIC);
    public static final int FIRST_WEEK = 2800;

    private static final String[] TYPES = {"award", "spend", "decay", "IC", "roster"};

    private final Random random;

    public RandomEntries(long seed) {
        random = new Random(seed);
    }

    /** Somewhere in a number of weeks; few enough different keys that some come twice. */
    public Entry next(int weeks) {
        long time = Week.firstTime(FIRST_WEEK) + random.nextLong(weeks * Week.SECONDS);
        return at(time / 600 * 600, random.nextInt(-1, 3), 1 + random.nextInt(2));
    }

    /** An entry with random content. */
    public Entry at(long time, long counter, long creator) {
        String type = TYPES[random.nextInt(TYPES.length)];
        return CODEC.seal(
                Key.of(time, counter, 0, creator),
                type,
                Fields.of(Map.of(
                        "player", new Value.Text("player" + random.nextInt(40)),
                        "amount", new Value.Num(random.nextInt(1000)),
                        "note", new Value.Text("x".repeat(random.nextInt(120))))));
    }

    /** The n-th of entries that are spread over eight weeks in no order, the same whatever the seed. */
    public static Entry spread(long number) {
        return CODEC.seal(
                Key.of(Week.firstTime(FIRST_WEEK) + number * 104_729 % (8 * Week.SECONDS), number, 0, 7),
                "award",
                Fields.of(Map.of(
                        "number", new Value.Num(number), "note", new Value.Text("n".repeat((int) number % 90)))));
    }

    /** The n-th of entries whose keys rise, the same whatever the seed. */
    public static Entry numbered(long number) {
        return CODEC.seal(
                Key.of(Week.firstTime(FIRST_WEEK) + number, 0, 0, 7),
                "award",
                Fields.of(Map.of("number", new Value.Num(number))));
    }
}

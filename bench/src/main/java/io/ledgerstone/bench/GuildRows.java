package io.ledgerstone.bench;

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
import java.util.stream.IntStream;

/**
 * A raiding guild's ledger of any length, of the kind and mix of the sample that ships with the host: 40 players, then raids of
 * 106 rows, of which 100 are point changes for ten players (50 %), for all (11 %), loot (30 %) and decay (9 %). Must agree with
 * {@code guildrows.lua}.
 */
final class GuildRows {
    private static final long FIRST_TIME = 1_700_000_000L;
    private static final int SECONDS_PER_ROW = 7;
    private static final int REALM = 4476;
    private static final int CREATOR = 43_981;
    private static final int FIRST_PLAYER = 45_057;
    private static final int PLAYERS = 40;
    private static final int ROSTER = 12_345;
    private static final int SEED = 577;
    private static final int RAID_ROWS = 106;
    private static final int RAIDERS = 25;

    private final EntryCodec codec;
    private final Lehmer random = new Lehmer(SEED);
    private final List<Entry> entries = new ArrayList<>();
    private long time = FIRST_TIME;
    private String raid = "";
    private int firstRaider;

    private GuildRows(EntryCodec codec) {
        this.codec = codec;
    }

    /** The first rows of the guild. */
    static List<Entry> entries(EntryCodec codec, int count) {
        GuildRows rows = new GuildRows(codec);
        rows.founding();
        for (int row = 0; rows.entries.size() < count; row = (row + 1) % RAID_ROWS) {
            rows.ofRaid(row);
        }
        return rows.entries.subList(0, count);
    }

    private void founding() {
        for (int i = 0; i < PLAYERS; i++) {
            add("P0", "g", player(i), "n", "Player" + (i + 1), "c", 1, "s", "", "m", List.of(REALM, 0));
        }
        add("R0", "r", ROSTER, "n", "Main", "p", 0);
        add(
                "R9",
                "r",
                ROSTER,
                "p",
                IntStream.range(0, PLAYERS).mapToObj(this::player).toList(),
                "e",
                false);
        add("P2", "g", player(1), "m", player(0));
        add("P3", "p", List.of(player(PLAYERS - 1)), "l", true);
    }

    private void ofRaid(int row) {
        switch (row) {
            case 0 -> begin();
            case 1 -> {
                firstRaider = random.below(PLAYERS);
                add(
                        "AS",
                        "r",
                        raid,
                        "p",
                        IntStream.range(0, RAIDERS).mapToObj(this::raider).toList(),
                        "s",
                        List.of());
            }
            case 22 ->
                add(
                        "AU",
                        "r",
                        raid,
                        "l",
                        List.of(raider(0)),
                        "j",
                        List.of(raider(RAIDERS)),
                        "s",
                        List.of(),
                        "e",
                        List.of());
            case 43 -> add("DR", "r", raid, "v", 10, "e", 1, "t", "boss", "s", true, "n", false);
            case 64 -> add("II", "r", raid, "p", raider(4), "i", 19_019, "v", 33.5);
            case 95 -> add("AE", "r", raid);
            default -> ofPoints();
        }
    }

    private void begin() {
        List<Object> config = new ArrayList<>();
        config.addAll(List.of(1, 0, false, 0, 30, 0, false, false, 0, false, 0, false, 0, false));
        config.addAll(List.of(0, 0, 0, 0, 0, 10, 1, false, true, false, false, false, 0, 0, 1));
        config.addAll(List.of(false, false, 1, true, 10, false, false, false, false, 20, false, 0, 0, false));
        raid = add("AC", "r", ROSTER, "n", "Raid", "c", config).key().text(KeyLayout.CROSS_REALM);
    }

    private void ofPoints() {
        int kind = random.below(500);
        if (kind < 250) {
            List<Object> targets = IntStream.range(0, 10)
                    .mapToObj(i -> player(random.below(PLAYERS)))
                    .toList();
            int points = 1 + random.below(50);
            add("DM", "r", ROSTER, "p", targets, "v", points, "e", 1, "t", "n", "n", false);
        } else if (kind < 306) {
            add("DO", "r", ROSTER, "v", 5, "e", 1, "t", "w", "n", false);
        } else if (kind < 454) {
            int receiver = random.below(PLAYERS);
            int item = 19_000 + random.below(300);
            add("IA", "r", ROSTER, "p", player(receiver), "i", item, "v", 1 + random.below(100));
        } else {
            add("DT", "r", ROSTER, "v", 3, "e", 1, "n", true, "t", "decay", "i", 0);
        }
    }

    private Object raider(int index) {
        return player((firstRaider + index) % PLAYERS);
    }

    private Object player(int index) {
        return List.of(REALM, FIRST_PLAYER + index);
    }

    private Entry add(String type, Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        time += SECONDS_PER_ROW;
        Entry entry = codec.seal(Key.of(time, 0, REALM, CREATOR), type, Fields.of((Value.Mapping) Value.of(fields)));
        entries.add(entry);
        return entry;
    }
}

package io.ledgerstone.ledger.sync.libeventsourcing;

import io.ledgerstone.ledger.entry.Week;
import io.ledgerstone.ledger.entry.WeekDigest;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.AdvertiseHashes;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.BulkData;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.Malformed;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.PeerState;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.RequestState;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.RequestWeek;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.Subscribe;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.WeekData;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.WeekHash;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonValue.Bytes;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonValue.Num;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonValue.Table;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages as Lua tables. Source: LibEventSourcing's {@code source/*Message.lua}. */
final class MessageTables {
    private static final int DIGEST_BYTES = 16;
    private static final double WHOLE_MAX = 0x1p53;

    private MessageTables() {}

    /** The table of a message. */
    static Table write(AddonMessage message) {
        Map<String, AddonValue> fields = new LinkedHashMap<>();
        fields.put("created", number(message.created()));
        switch (message) {
            case AdvertiseHashes advert -> {
                fields.put("type", Bytes.ofText("AHM"));
                fields.put("firstWeek", number(advert.firstWeek()));
                fields.put("totalEntryCount", number(advert.totalEntryCount()));
                fields.put("stateHash", number(advert.stateHash()));
                fields.put("lag", number(advert.lag()));
                fields.put(
                        "hashes",
                        Table.list(advert.hashes().stream()
                                .map(MessageTables::hashRow)
                                .toList()));
            }
            case RequestWeek request -> {
                fields.put("type", Bytes.ofText("RW"));
                fields.put("week", number(request.week()));
            }
            case WeekData data -> {
                fields.put("type", Bytes.ofText("WD"));
                fields.put("week", number(data.week()));
                fields.put("hash", number(data.hash()));
                fields.put("entries", Table.list(data.entries()));
            }
            case BulkData data -> {
                fields.put("type", Bytes.ofText("BD"));
                fields.put("entries", Table.list(data.entries()));
            }
            case RequestState request -> fields.put("type", Bytes.ofText("RS"));
            case PeerState state -> {
                fields.put("type", Bytes.ofText("STATE"));
                fields.put("stateHash", number(state.stateHash()));
                fields.put("totalEntryCount", number(state.totalEntryCount()));
                fields.put("lag", number(state.lag()));
            }
            case Subscribe subscribe -> fields.put("type", Bytes.ofText("SB"));
            case Malformed malformed -> throw new IllegalArgumentException("only what was received can be malformed");
        }
        return Table.of(fields);
    }

    private static Num number(long value) {
        return new Num(value);
    }

    private static Table hashRow(WeekHash week) {
        List<AddonValue> row = new ArrayList<>();
        row.add(number(week.number()));
        row.add(number(week.hash()));
        row.add(number(week.count()));
        WeekDigest digest = week.digest();
        if (digest != null) {
            byte[] bytes = ByteBuffer.allocate(DIGEST_BYTES)
                    .putLong(digest.high())
                    .putLong(digest.low())
                    .array();
            row.add(new Bytes(new String(bytes, StandardCharsets.ISO_8859_1)));
        }
        return Table.list(row);
    }

    /** The message of a value, or {@link Malformed}. Fields that nobody knows are passed over. */
    static AddonMessage read(AddonValue value) {
        try {
            if (!(value instanceof Table table)) {
                throw new MalformedException("a message is a table");
            }
            return read(table, whole(table, "created"));
        } catch (MalformedException e) {
            return new Malformed(String.valueOf(e.getMessage()));
        }
    }

    private static AddonMessage read(Table table, long created) {
        String type = table.get("type") instanceof Bytes bytes ? bytes.bytes() : "";
        return switch (type) {
            case "AHM" ->
                new AdvertiseHashes(
                        created,
                        whole(table, "firstWeek"),
                        whole(table, "totalEntryCount"),
                        whole(table, "stateHash"),
                        whole(table, "lag"),
                        hashes(table));
            case "RW" -> new RequestWeek(created, week(table.get("week")));
            case "WD" -> new WeekData(created, week(table.get("week")), whole(table, "hash"), entries(table));
            case "BD" -> new BulkData(created, entries(table));
            case "RS" -> new RequestState(created);
            case "STATE" ->
                new PeerState(created, whole(table, "stateHash"), whole(table, "totalEntryCount"), whole(table, "lag"));
            case "SB" -> new Subscribe(created);
            default -> throw new MalformedException("no message has this type");
        };
    }

    private static List<WeekHash> hashes(Table table) {
        List<AddonValue> rows = list(table, "hashes");
        if (rows.size() > DialectLimits.HASHES_MAX) {
            throw new MalformedException("an advertisement has more than " + DialectLimits.HASHES_MAX + " weeks");
        }
        List<WeekHash> hashes = new ArrayList<>();
        for (AddonValue row : rows) {
            List<AddonValue> parts = row instanceof Table parted ? parted.items() : List.of();
            if (parts.size() < 3) {
                throw new MalformedException("a week is advertised without its number, hash or count");
            }
            hashes.add(new WeekHash(
                    week(parts.get(0)),
                    whole("hash", parts.get(1)),
                    whole("count", parts.get(2)),
                    parts.size() > 3 ? digest(parts.get(3)) : null));
        }
        return hashes;
    }

    /** Our fourth element. Anything else there is somebody else's and means nothing to us. */
    private static @Nullable WeekDigest digest(AddonValue value) {
        if (!(value instanceof Bytes bytes) || bytes.bytes().length() != DIGEST_BYTES) {
            return null;
        }
        ByteBuffer digest = ByteBuffer.wrap(bytes.bytes().getBytes(StandardCharsets.ISO_8859_1));
        return new WeekDigest(digest.getLong(), digest.getLong());
    }

    private static List<AddonValue> entries(Table table) {
        List<AddonValue> rows = list(table, "entries");
        if (rows.size() > DialectLimits.ENTRIES_MAX) {
            throw new MalformedException("a message has more than " + DialectLimits.ENTRIES_MAX + " entries");
        }
        return rows;
    }

    private static List<AddonValue> list(Table table, String name) {
        if (table.get(name) instanceof Table list) {
            return list.items();
        }
        throw new MalformedException(name + " is no table");
    }

    private static int week(AddonValue value) {
        long number = whole("week", value);
        if (number < 1 || number > Week.NUMBER_MAX) {
            throw new MalformedException("no entry can be in week " + number);
        }
        return (int) number;
    }

    private static long whole(Table table, String name) {
        return whole(name, table.get(name));
    }

    private static long whole(String name, AddonValue value) {
        if (value instanceof Num number
                && number.value() == Math.rint(number.value())
                && Math.abs(number.value()) <= WHOLE_MAX) {
            return (long) number.value();
        }
        throw new MalformedException(name + " is no whole number");
    }
}

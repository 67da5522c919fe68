package io.ledgerstone.ledger.sync.libeventsourcing;

import io.ledgerstone.ledger.entry.InvalidEntryException;
import io.ledgerstone.ledger.entry.InvalidEntryException.Reason;
import io.ledgerstone.ledger.entry.Value;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonValue.Bool;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonValue.Bytes;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonValue.Nil;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonValue.Num;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonValue.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Lua values as our entries hold them, and back: a table whose keys are 1 to n is a list, another a map; whole numbers as keys are
 * their decimal digits. A row from the channel and the same row from a saved file become one entry.
 */
final class PlainData {
    private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]{0,14}");
    private static final double WHOLE_MAX = 1e15;

    private PlainData() {}

    /**
     * A value from the channel.
     *
     * @throws InvalidEntryException if it has a text that is not Unicode, or a key that plain data cannot have
     */
    static Value fromAddon(AddonValue value) {
        return switch (value) {
            case Nil nil -> Value.NIL;
            case Bool bool -> new Value.Bool(bool.value());
            case Num number -> new Value.Num(number.value());
            case Bytes bytes -> new Value.Text(text(bytes));
            case Table table -> fromTable(table);
        };
    }

    private static Value fromTable(Table table) {
        List<Value> items = new ArrayList<>(table.items().size());
        table.items().forEach(item -> items.add(fromAddon(item)));
        if (table.named().isEmpty()) {
            return new Value.Sequence(items);
        }
        Map<String, Value> map = new LinkedHashMap<>();
        for (int i = 0; i < items.size(); i++) {
            map.put(Integer.toString(i + 1), items.get(i));
        }
        table.named().forEach((key, value) -> {
            String name = name(key);
            if (map.put(name, fromAddon(value)) != null) {
                throw new InvalidEntryException(
                        Reason.DUPLICATE_NAME, "a table has both the number and the text " + name + " as keys");
            }
        });
        return new Value.Mapping(map);
    }

    private static String name(AddonValue key) {
        if (key instanceof Bytes bytes) {
            return text(bytes);
        }
        if (key instanceof Num number
                && number.value() == Math.rint(number.value())
                && Math.abs(number.value()) < WHOLE_MAX) {
            return Long.toString((long) number.value());
        }
        throw new InvalidEntryException(Reason.FIELD_NAME, "a table has a key that is neither text nor whole number");
    }

    private static String text(Bytes bytes) {
        String text = bytes.text();
        if (text == null) {
            throw new InvalidEntryException(Reason.TEXT, "a string is not UTF-8");
        }
        return text;
    }

    /**
     * A value for the channel.
     *
     * @throws InvalidEntryException if it would come back as another
     */
    static AddonValue toAddon(Value value) {
        return switch (value) {
            case Value.Nil nil -> AddonValue.NIL;
            case Value.Bool bool -> new Bool(bool.value());
            case Value.Num number -> new Num(number.value());
            case Value.Text text -> Bytes.ofText(text.value());
            case Value.Sequence list -> list(list);
            case Value.Mapping map -> map(map.values());
        };
    }

    private static Table list(Value.Sequence list) {
        List<AddonValue> items = new ArrayList<>(list.values().size());
        for (Value item : list.values()) {
            if (item instanceof Value.Nil) {
                throw new InvalidEntryException(Reason.NOT_CANONICAL, "a list with a nil is no list for an addon");
            }
            items.add(toAddon(item));
        }
        return Table.list(items);
    }

    private static Table map(Map<String, Value> values) {
        boolean wouldBeList = true;
        for (int i = 1; i <= values.size() && wouldBeList; i++) {
            wouldBeList = values.containsKey(Integer.toString(i));
        }
        AddonValue.Builder builder = new AddonValue.Builder();
        for (Map.Entry<String, Value> item : values.entrySet()) {
            String name = item.getKey();
            boolean whole = !wouldBeList && WHOLE.matcher(name).matches();
            builder.put(whole ? new Num(Long.parseLong(name)) : Bytes.ofText(name), toAddon(item.getValue()));
        }
        return builder.build();
    }
}

package io.ledgerstone.ledger.sync.libeventsourcing;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.InvalidEntryException;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.Value;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonValue.Bytes;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonValue.Num;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonValue.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Entries as lists: {@code time, counter, [realm,] creator}, the fields in the order of the class, the class. The library leaves out
 * fields that are nil, so one that is not the last moves all behind it; such an entry is not sent, for nobody could tell it from
 * another. A list that is short of fields lacks the last ones.
 */
final class EntryRows {
    private final EntryCodec codec;
    private final FieldOrder order;
    private final int keyNumbers;

    EntryRows(EntryCodec codec, FieldOrder order) {
        this.codec = codec;
        this.order = order;
        keyNumbers = codec.layout() == KeyLayout.CLASSIC ? 3 : 4;
    }

    /** What became of an entry or a list. */
    sealed interface Outcome {
        /** The list of an entry. */
        record Row(Table row) implements Outcome {}

        /** The entry of a list. */
        record Read(Entry entry) implements Outcome {}

        /** Neither. */
        record Refused(String reason) implements Outcome {}
    }

    Outcome write(Entry entry) {
        List<String> names = order.of(entry.type());
        if (names == null) {
            return unknown(entry.type());
        }
        try {
            List<AddonValue> row = new ArrayList<>();
            writeKey(entry.key(), row);
            Map<String, Value> fields = entry.fields().toMapping().values();
            int written = 0;
            for (String name : names) {
                Value value = fields.get(name);
                if (value == null) {
                    break;
                }
                row.add(PlainData.toAddon(value));
                written++;
            }
            if (written < fields.size()) {
                return new Outcome.Refused("the fields of " + entry.type() + " are not the first of " + names);
            }
            row.add(Bytes.ofText(entry.type()));
            return new Outcome.Row(Table.list(row));
        } catch (InvalidEntryException e) {
            return new Outcome.Refused(String.valueOf(e.getMessage()));
        }
    }

    private void writeKey(Key key, List<AddonValue> row) {
        row.add(new Num(key.time()));
        row.add(new Num(key.counter()));
        if (codec.layout() == KeyLayout.CROSS_REALM) {
            row.add(new Num(key.realm()));
        }
        row.add(new Num(key.creator()));
    }

    Outcome read(AddonValue value) {
        List<AddonValue> row = value instanceof Table table ? table.items() : List.of();
        String type = !row.isEmpty() && row.getLast() instanceof Bytes bytes ? bytes.text() : null;
        if (type == null || row.size() <= keyNumbers) {
            return new Outcome.Refused("this is no list that begins with a key and ends with a class");
        }
        List<String> names = order.of(type);
        if (names == null) {
            return unknown(type);
        }
        List<AddonValue> values = row.subList(keyNumbers, row.size() - 1);
        if (values.size() > names.size()) {
            return new Outcome.Refused("an entry of class " + type + " has more fields than " + names);
        }
        try {
            Map<String, Value> fields = new LinkedHashMap<>();
            for (int i = 0; i < values.size(); i++) {
                fields.put(names.get(i), PlainData.fromAddon(values.get(i)));
            }
            return new Outcome.Read(codec.seal(readKey(row), type, Fields.of(new Value.Mapping(fields))));
        } catch (InvalidEntryException e) {
            return new Outcome.Refused(String.valueOf(e.getMessage()));
        }
    }

    private Key readKey(List<AddonValue> row) {
        double[] numbers = new double[keyNumbers];
        for (int i = 0; i < keyNumbers; i++) {
            numbers[i] = row.get(i) instanceof Num number ? number.value() : Double.NaN;
        }
        return codec.layout() == KeyLayout.CLASSIC
                ? Key.ofNumbers(numbers[0], numbers[1], 0, numbers[2])
                : Key.ofNumbers(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    private static Outcome unknown(String type) {
        return new Outcome.Refused("nobody said in which order the fields of class " + type + " come; register it");
    }
}

package io.ledgerstone.host.savedvariables;

import io.ledgerstone.ledger.entry.InvalidEntryException.Reason;
import io.ledgerstone.ledger.entry.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A table whose closing brace was not read yet. */
final class TableFrame {
    /** The fields that make a table a row: without a time and a type it is other data. */
    private static final Set<String> ROW_MARKS = Set.of(RowFields.TIME, RowFields.TYPE);

    private final @Nullable TableFrame parent;
    private final TableKey key;
    private final long line;
    private final Map<String, Value> items = new LinkedHashMap<>();
    private @Nullable Fault fault;
    private @Nullable String path;
    private int wholeKeys;
    private long lastPosition;
    private boolean tooLarge;
    private boolean damaged;

    /** What was read of the file's data before this table. */
    private final long weightBefore;

    /** How many rows were waiting when this table began: the later ones are inside it. */
    int rowsBefore;

    /** Whether the next thing must be a separator or the end. */
    boolean wantsSeparator;

    TableFrame(@Nullable TableFrame parent, TableKey key, long line, long weightBefore, int rowsBefore) {
        this.parent = parent;
        this.key = key;
        this.line = line;
        this.weightBefore = weightBefore;
        this.rowsBefore = rowsBefore;
    }

    TableKey key() {
        return key;
    }

    long line() {
        return line;
    }

    long weightBefore() {
        return weightBefore;
    }

    /** The key of the next item that has none of its own. */
    TableKey nextPosition() {
        return TableKey.position(++lastPosition);
    }

    void put(TableKey itemKey, Value value, @Nullable Fault itemFault) {
        if (value instanceof Value.Nil) {
            return;
        }
        blame(itemKey.fault());
        blame(itemFault);
        if (tooLarge && !RowFields.isOfKey(itemKey.name())) {
            return;
        }
        if (items.put(itemKey.name(), value) == null) {
            wholeKeys += itemKey.whole() ? 1 : 0;
        } else {
            blame(new Fault(Reason.DUPLICATE_NAME, "the name '" + itemKey.name() + "' occurs twice in one table"));
        }
    }

    private void blame(@Nullable Fault next) {
        if (fault == null) {
            fault = next;
        }
    }

    @Nullable Fault fault() {
        return fault;
    }

    Map<String, Value> items() {
        return items;
    }

    /** From now on this table can be no entry, nor a part of one: only what tells a row is kept. */
    void setTooLarge() {
        tooLarge = true;
        items.keySet().removeIf(name -> !RowFields.isOfKey(name));
        blame(new Fault(Reason.TOO_LARGE, "the row is larger than any entry may be"));
    }

    void setDamaged() {
        damaged = true;
    }

    boolean isDamaged() {
        return damaged;
    }

    boolean isRow() {
        return items.keySet().containsAll(ROW_MARKS);
    }

    /** Whether this would perhaps become a row if it went on. */
    boolean mayBeRow() {
        return items.keySet().stream().anyMatch(RowFields::isOfKey);
    }

    /** The table as plain data: a list if its keys are exactly 1 to n. */
    Value toValue() {
        if (wholeKeys == 0 || wholeKeys != items.size()) {
            return new Value.Mapping(items);
        }
        List<Value> list = new ArrayList<>(wholeKeys);
        for (int i = 1; i <= wholeKeys; i++) {
            Value value = items.get(Integer.toString(i));
            if (value == null) {
                return new Value.Mapping(items);
            }
            list.add(value);
        }
        return new Value.Sequence(list);
    }

    /** Where this table is in the file. */
    String path() {
        if (path == null) {
            path = parent == null ? key.name() : parent.path() + key.inPath();
        }
        return path;
    }

    /** The path of the table that rows in here belong to: a row that lost its end, and so swallowed the next, is passed over. */
    String pathOfRows() {
        return parent != null && mayBeRow() ? parent.pathOfRows() : path();
    }
}

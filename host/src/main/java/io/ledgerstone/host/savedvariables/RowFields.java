package io.ledgerstone.host.savedvariables;

import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.InvalidEntryException;
import io.ledgerstone.ledger.entry.InvalidEntryException.Reason;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of a row that name its key and type, and the row as an entry's parts. Source: LibEventSourcing's LogEntry. */
final class RowFields {
    static final String CREATOR = "_a";
    static final String COUNTER = "_b";
    static final String TIME = "_c";
    static final String TYPE = "_d";
    static final String REALM = "_e";

    private RowFields() {}

    /** Whether a field is of the key or the type. */
    static boolean isOfKey(String name) {
        return name.length() == 2 && name.charAt(0) == '_' && name.charAt(1) >= 'a' && name.charAt(1) <= 'e';
    }

    /** The row of a complete table. */
    static FoundRow row(TableFrame frame, String table) {
        String item = frame.key().inPath();
        Fault fault = frame.fault();
        if (fault != null) {
            return new FoundRow.Refused(table, item, frame.line(), fault.reason(), fault.message());
        }
        try {
            Map<String, Value> items = frame.items();
            KeyLayout layout = items.containsKey(REALM) ? KeyLayout.CROSS_REALM : KeyLayout.CLASSIC;
            Key key = Key.ofNumbers(
                    number(items, TIME, "time"),
                    number(items, COUNTER, "counter"),
                    layout == KeyLayout.CLASSIC ? 0 : number(items, REALM, "realm"),
                    number(items, CREATOR, "creator"));
            if (!(items.get(TYPE) instanceof Value.Text type)) {
                throw new InvalidEntryException(Reason.TYPE_SIZE, "the type, _d, is no text");
            }
            Map<String, Value> fields = new LinkedHashMap<>(items);
            fields.keySet().removeIf(RowFields::isOfKey);
            return new FoundRow.Complete(
                    table, item, frame.line(), layout, key, type.value(), Fields.of(new Value.Mapping(fields)));
        } catch (InvalidEntryException e) {
            return new FoundRow.Refused(table, item, frame.line(), e.reason(), String.valueOf(e.getMessage()));
        }
    }

    private static double number(Map<String, Value> items, String name, String meaning) {
        if (items.get(name) instanceof Value.Num number) {
            return number.value();
        }
        throw new InvalidEntryException(
                Reason.KEY_NOT_WHOLE,
                "the " + meaning + ", " + name + ", is " + (items.containsKey(name) ? "no number" : "missing"));
    }
}

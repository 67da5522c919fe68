package io.ledgerstone.js;

import io.ledgerstone.addon.Registrations;
import io.ledgerstone.ledger.entry.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Reads what the script's half of the engine tells about an addon, as plain data. */
final class RegistrationReader {
    private RegistrationReader() {}

    static Registrations read(Value registered) {
        Map<String, Registrations.Handlers> ledgers = new LinkedHashMap<>();
        members(member(registered, "ledgers"))
                .forEach((name, handlers) -> ledgers.put(
                        name,
                        new Registrations.Handlers(
                                Set.copyOf(texts(member(handlers, "types"))),
                                isTrue(member(handlers, "any")),
                                isTrue(member(handlers, "otherwise")))));
        return new Registrations(
                ledgers,
                textMap(member(registered, "views")),
                textMap(member(registered, "commands")),
                texts(member(registered, "tests")));
    }

    static List<String> texts(Value list) {
        return ((Value.Sequence) list)
                .values().stream().map(RegistrationReader::text).toList();
    }

    private static Map<String, String> textMap(Value map) {
        Map<String, String> texts = new LinkedHashMap<>();
        members(map).forEach((name, value) -> texts.put(name, text(value)));
        return texts;
    }

    private static Map<String, Value> members(Value map) {
        return ((Value.Mapping) map).values();
    }

    private static Value member(Value map, String name) {
        return Objects.requireNonNull(members(map).get(name), name);
    }

    private static String text(Value text) {
        return ((Value.Text) text).value();
    }

    private static boolean isTrue(Value value) {
        return value.equals(new Value.Bool(true));
    }
}

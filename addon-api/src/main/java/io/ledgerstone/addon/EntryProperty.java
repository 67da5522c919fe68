package io.ledgerstone.addon;

import io.ledgerstone.addon.HostFunction.Shape;
import java.util.List;

/**
 * What an entry tells a handler about itself, next to its fields, which it has by their names. Where a field has the name of one of
 * these, only {@code fields} has it.
 *
 * @param name the name in both languages
 * @param shape what it is
 * @param doc what it means, for authors
 */
public record EntryProperty(String name, Shape shape, String doc) {
    /** Every property there is. */
    public static final List<EntryProperty> ALL = List.of(
            new EntryProperty("time", Shape.NUMBER, "When it happened, in unix seconds."),
            new EntryProperty("counter", Shape.NUMBER, "What tells events of one second apart."),
            new EntryProperty("realm", Shape.NUMBER, "The realm of its creator; 0 in ledgers of one realm."),
            new EntryProperty("creator", Shape.NUMBER, "Who made it: the number in a character's GUID."),
            new EntryProperty("type", Shape.TEXT, "Its type, which handlers are chosen by."),
            new EntryProperty("key", Shape.KEY_TEXT, "Its place in the ledger: time, counter, realm and creator."),
            new EntryProperty("id", Shape.TEXT, "The fingerprint of all it holds: 32 hexadecimal digits."),
            new EntryProperty("fields", Shape.FIELDS, "A copy of all its fields, to keep or to change."));
}

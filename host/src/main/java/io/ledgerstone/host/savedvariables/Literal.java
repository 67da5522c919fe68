package io.ledgerstone.host.savedvariables;

import io.ledgerstone.ledger.entry.InvalidEntryException.Reason;
import io.ledgerstone.ledger.entry.Value;
import org.jspecify.annotations.Nullable;

/** A value that is no table, and the rule of entries that it breaks, if any. */
record Literal(Value value, @Nullable Fault fault) {
    static final Literal NIL = new Literal(Value.NIL, null);
    static final Literal TRUE = new Literal(new Value.Bool(true), null);
    static final Literal FALSE = new Literal(new Value.Bool(false), null);

    static Literal number(double value) {
        return new Literal(
                new Value.Num(value),
                Double.isFinite(value)
                        ? null
                        : new Fault(
                                Reason.NUMBER, "a number is " + (Double.isNaN(value) ? "not a number" : "infinite")));
    }

    static Literal text(String value) {
        return new Literal(new Value.Text(value), null);
    }

    /** Roughly how much of an entry this takes: never more than its canonical bytes, unless it can be in none. */
    int weight() {
        return switch (value) {
            case Value.Nil nil -> 0;
            case Value.Text text -> 1 + text.value().length();
            default -> 1;
        };
    }
}

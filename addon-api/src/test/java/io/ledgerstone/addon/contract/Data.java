package io.ledgerstone.addon.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerstone.addon.CallOutcome;
import io.ledgerstone.addon.ScriptError;
import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.codec.StateDigest;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The entries and the plain data that the contract suite works on. */
public final class Data {
    private static final EntryCodec GUILD = new EntryCodec("guild", KeyLayout.CROSS_REALM);

    private Data() {}

    /** A map of names and values in turn. */
    public static Map<String, @Nullable Object> map(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return map;
    }

    /** An entry of the ledger {@code guild}, made at a time by creator 7 of realm 3, with names and values in turn. */
    public static Entry entry(long time, String type, @Nullable Object... fields) {
        return GUILD.seal(Key.of(time, 0, 3, 7), type, Fields.of(map(fields)));
    }

    /** An entry of type {@code award}. */
    public static Entry award(long time, String player, double amount) {
        return entry(time, "award", "player", player, "amount", amount);
    }

    /** Fails unless both are the same data, as a state digest sees it. */
    public static void assertSameData(Value actual, @Nullable Object expected) {
        Value wanted = Value.of(expected);
        if (!StateDigest.of(actual).equals(StateDigest.of(wanted))) {
            assertThat(actual.toJava()).isEqualTo(wanted.toJava());
            throw new AssertionError("the same Java objects, but another digest: " + actual + " and " + wanted);
        }
    }

    static Value returned(CallOutcome outcome) {
        return switch (outcome) {
            case CallOutcome.Returned(Value value) -> value;
            case CallOutcome.Failed(ScriptError error) -> throw new AssertionError("the call failed: " + error);
        };
    }

    static ScriptError failure(CallOutcome outcome) {
        return switch (outcome) {
            case CallOutcome.Returned(Value value) ->
                throw new AssertionError("the call should have failed but returned " + value);
            case CallOutcome.Failed(ScriptError error) -> error;
        };
    }
}

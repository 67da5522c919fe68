package io.ledgerstone.ledger.codec;

import io.ledgerstone.ledger.entry.EntryLimits;
import io.ledgerstone.ledger.entry.InvalidEntryException;
import io.ledgerstone.ledger.entry.InvalidEntryException.Reason;
import io.ledgerstone.ledger.entry.Value;
import java.util.Arrays;

/**
 * Tells whether bytes from outside are the canonical body of an entry, or a canonical state, by writing what they say once more:
 * canonical is what comes out unchanged. Before that it walks them with every length checked, so that no claim in them costs memory.
 */
final class CanonicalCheck {
    private final byte[] bytes;
    private final int depthMax;
    private final String what;
    private int at;

    private CanonicalCheck(byte[] bytes, int depthMax, String what) {
        this.bytes = bytes;
        this.depthMax = depthMax;
        this.what = what;
    }

    /**
     * Requires a canonical body: a text, then a map.
     *
     * @throws InvalidEntryException if it is none
     */
    static void requireBody(byte[] body) {
        if (body.length > EntryLimits.BODY_BYTES_MAX) {
            throw new InvalidEntryException(
                    Reason.TOO_LARGE,
                    "type and fields take " + body.length + " bytes, more than " + EntryLimits.BODY_BYTES_MAX);
        }
        CanonicalCheck check = new CanonicalCheck(body, EntryLimits.DEPTH_MAX, "entry");
        check.require(body.length > 0 && (body[0] & 0xFF) >> 5 == CanonicalCursor.TEXT, "the type must be a text");
        check.value(0);
        check.require(
                check.at < body.length && (body[check.at] & 0xFF) >> 5 == CanonicalCursor.MAP,
                "the fields must be a map");
        check.value(0);
        check.require(check.at == body.length, "bytes follow the fields");
        CanonicalCursor cursor = new CanonicalCursor(body, 0);
        CanonicalWriter writer = new CanonicalWriter(CanonicalWriter.NumberRule.ENTRY, EntryLimits.DEPTH_MAX);
        writer.text(cursor.text());
        writer.map((Value.Mapping) cursor.value());
        check.require(Arrays.equals(writer.toBytes(), body), "written once more it reads differently");
    }

    /**
     * The value of canonical bytes of a state.
     *
     * @throws InvalidEntryException if they are none
     */
    static Value requireState(byte[] state) {
        CanonicalCheck check = new CanonicalCheck(state, StateDigest.DEPTH_MAX, "state");
        check.value(0);
        check.require(check.at == state.length, "bytes follow the state");
        Value value = new CanonicalCursor(state, 0).value();
        check.require(Arrays.equals(StateDigest.bytes(value), state), "written once more it reads differently");
        return value;
    }

    private void value(int depth) {
        require(depth <= depthMax, "values are nested deeper than " + depthMax);
        require(at < bytes.length, "a value is missing");
        int head = bytes[at++] & 0xFF;
        switch (head) {
            case CanonicalCursor.FALSE, CanonicalCursor.TRUE, CanonicalCursor.NIL -> {}
            case CanonicalCursor.FLOAT16 -> pass(2);
            case CanonicalCursor.FLOAT32 -> pass(4);
            case CanonicalCursor.FLOAT64 -> pass(8);
            default -> sized(head, depth);
        }
    }

    private void sized(int head, int depth) {
        int low = head & 0x1F;
        require(low <= 27, "an indefinite or reserved length");
        long argument = low;
        if (low >= 24) {
            int count = 1 << (low - 24);
            int from = at;
            pass(count);
            argument = 0;
            for (int i = 0; i < count; i++) {
                argument = (argument << 8) | (bytes[from + i] & 0xFF);
            }
        }
        switch (head >> 5) {
            case CanonicalCursor.UNSIGNED, CanonicalCursor.NEGATIVE -> {}
            case CanonicalCursor.TEXT -> pass(argument);
            case CanonicalCursor.ARRAY -> values(argument, depth, false);
            case CanonicalCursor.MAP -> values(argument, depth, true);
            default -> require(false, "a kind of value that is no plain data");
        }
    }

    private void values(long count, int depth, boolean named) {
        require(count >= 0 && count <= bytes.length - at, "a count larger than what follows");
        for (long i = 0; i < count; i++) {
            if (named) {
                require(at < bytes.length && (bytes[at] & 0xFF) >> 5 == CanonicalCursor.TEXT, "a name that is no text");
                value(depth + 1);
            }
            value(depth + 1);
        }
    }

    private void pass(long count) {
        require(count >= 0 && count <= bytes.length - at, "a length beyond the end");
        at += (int) count;
    }

    private void require(boolean ok, String why) {
        if (!ok) {
            throw new InvalidEntryException(
                    Reason.NOT_CANONICAL, "bytes are no canonical " + what + ": " + why + ", at byte " + at);
        }
    }
}

package io.ledgerstone.ledger.sync.libeventsourcing;

/**
 * How bytes pass a channel that cannot carry a zero: 0 becomes 1, 2 and 1 becomes 1, 3.
 *
 * <p>Source: LibDeflate 1.0.2, {@code EncodeForWoWAddonChannel}.
 */
final class ChannelEscape {
    private static final int ESCAPE = 1;
    private static final int ZERO = 2;
    private static final int ONE = 3;

    private ChannelEscape() {}

    static byte[] escape(byte[] plain) {
        ByteSink escaped = new ByteSink();
        for (byte value : plain) {
            if (value == 0 || value == ESCAPE) {
                escaped.put(ESCAPE);
                escaped.put(value == 0 ? ZERO : ONE);
            } else {
                escaped.put(value);
            }
        }
        return escaped.toBytes();
    }

    static byte[] unescape(byte[] escaped) {
        ByteSink plain = new ByteSink();
        for (int at = 0; at < escaped.length; at++) {
            int value = escaped[at];
            if (value == 0) {
                throw new MalformedException("a zero cannot have come over an addon channel");
            }
            if (value == ESCAPE) {
                at++;
                int which = at < escaped.length ? escaped[at] : 0;
                if (which != ZERO && which != ONE) {
                    throw new MalformedException("an escape is followed by neither 2 nor 3");
                }
                plain.put(which == ZERO ? 0 : 1);
            } else {
                plain.put(value);
            }
        }
        return plain.toBytes();
    }
}

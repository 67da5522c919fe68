package io.ledgerstone.ledger.entry;

/**
 * The running Adler-32 over keys that LibEventSourcing calls week hash (one week's keys) and state hash (all applied keys).
 *
 * <p>Each number of a key counts as four bytes, most significant first. For numbers of 0 to 2^32 - 1 the result is the Adler-32
 * of RFC 1950; a negative counter has a negative first byte, as in the library. No key at all hashes to 0, not to 1. Add keys
 * in ledger order. Types and fields do not count: different ledgers can have the same hash, see {@link WeekDigest}.
 *
 * <p>Source: SamMousa/lua-eventsourcing, {@code Util.lua}, commit 97d8353. Confined to one thread.
 */
public final class KeyAdler {
    private static final int MODULUS = 65_521;

    private final KeyLayout layout;
    private int a = 1;
    private int b;
    private boolean empty = true;

    /** A sum over no keys. */
    public KeyAdler(KeyLayout layout) {
        this.layout = layout;
    }

    /** Counts the next key in ledger order. */
    public void add(Key key) {
        add(key.high(), key.low());
    }

    /** Counts the next key in ledger order, given in packed form. */
    public void add(long high, long low) {
        empty = false;
        addNumber(high >>> 32);
        addNumber(((high & Key.U32_MAX) << 1 | low >>> 48) + Key.COUNTER_MIN);
        if (layout == KeyLayout.CROSS_REALM) {
            addNumber(low >>> 32 & Key.REALM_MAX);
        }
        addNumber(low & Key.U32_MAX);
        a = Math.floorMod(a, MODULUS);
        b = Math.floorMod(b, MODULUS);
    }

    /** At most 16 bytes come between two reductions, so neither sum leaves the range of an int. */
    private void addNumber(long number) {
        a += (int) (number >> 24);
        b += a;
        a += (int) (number >> 16 & 0xFF);
        b += a;
        a += (int) (number >> 8 & 0xFF);
        b += a;
        a += (int) (number & 0xFF);
        b += a;
    }

    /** The hash of the keys so far, 0 to 2^32 - 1; 0 if there were none. */
    public long value() {
        return empty ? 0 : (long) b << 16 | a;
    }
}

package io.ledgerstone.ledger.codec;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The few names that a ledger repeats in every entry, each decoded and encoded once. Tables without locks: a slot holds one
 * immutable name, and whoever loses a race works it out again.
 */
final class Names {
    private static final int SLOTS = 1024;
    private static final int LENGTH_MAX = 32;
    private static final @Nullable String[] TABLE = new String[SLOTS];
    private static final @Nullable Encoded[] ENCODED = new Encoded[SLOTS];

    @SuppressWarnings("ArrayRecordComponent") // Never compared as a whole, never leaves this class.
    private record Encoded(String name, byte[] utf8) {}

    private Names() {}

    static String of(byte[] bytes, int from, int length) {
        if (length > LENGTH_MAX) {
            return new String(bytes, from, length, StandardCharsets.UTF_8);
        }
        int hash = length;
        for (int i = 0; i < length; i++) {
            hash = hash * 31 + bytes[from + i];
        }
        int slot = slot(hash);
        String known = TABLE[slot];
        if (known != null && matches(known, bytes, from, length)) {
            return known;
        }
        String name = new String(bytes, from, length, StandardCharsets.UTF_8);
        TABLE[slot] = name;
        return name;
    }

    /** The UTF-8 bytes of a name. Must not be written to. */
    static byte[] utf8(String name) {
        if (name.length() > LENGTH_MAX) {
            return CanonicalWriter.utf8(name);
        }
        int slot = slot(name.hashCode());
        Encoded known = ENCODED[slot];
        if (known != null && known.name.equals(name)) {
            return known.utf8;
        }
        byte[] utf8 = CanonicalWriter.utf8(name);
        ENCODED[slot] = new Encoded(name, utf8);
        return utf8;
    }

    private static int slot(int hash) {
        return (hash ^ hash >>> 15) & SLOTS - 1;
    }

    /** Whether these UTF-8 bytes spell a name. */
    static boolean matches(String name, byte[] bytes, int from, int length) {
        if (name.length() != length) {
            return name.length() < length && !isAscii(name) && decodesTo(name, bytes, from, length);
        }
        for (int i = 0; i < length; i++) {
            if (name.charAt(i) != bytes[from + i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAscii(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static boolean decodesTo(String name, byte[] bytes, int from, int length) {
        return name.equals(new String(bytes, from, length, StandardCharsets.UTF_8));
    }
}

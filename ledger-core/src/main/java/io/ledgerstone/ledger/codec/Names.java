package io.ledgerstone.ledger.codec;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The few names that a ledger repeats in every entry, each decoded once. A table without locks: a slot holds one immutable text,
 * and whoever loses a race decodes again.
 */
final class Names {
    private static final int SLOTS = 1024;
    private static final int LENGTH_MAX = 32;
    private static final @Nullable String[] TABLE = new String[SLOTS];

    private Names() {}

    static String of(byte[] bytes, int from, int length) {
        if (length > LENGTH_MAX) {
            return new String(bytes, from, length, StandardCharsets.UTF_8);
        }
        int hash = length;
        for (int i = 0; i < length; i++) {
            hash = hash * 31 + bytes[from + i];
        }
        int slot = (hash ^ hash >>> 15) & SLOTS - 1;
        String known = TABLE[slot];
        if (known != null && matches(known, bytes, from, length)) {
            return known;
        }
        String name = new String(bytes, from, length, StandardCharsets.UTF_8);
        TABLE[slot] = name;
        return name;
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

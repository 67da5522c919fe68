package io.ledgerstone.ledger.trust;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as url-safe base64 without padding. There is one text for the same bytes: two texts of one signature would be two entries
 * with one signature.
 */
final class Base64Text {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final int SHOWN_CHARACTERS_MAX = 60;

    private Base64Text() {}

    static String of(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }

    /** The bytes of a text, or null if it is not the one text of some bytes. */
    static byte @Nullable [] bytes(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return of(bytes).equals(text) ? bytes : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The bytes of a text, or null if it is not the one text of that many bytes. */
    static byte @Nullable [] bytes(@Nullable String text, int length) {
        byte[] bytes = text == null || text.length() > length * 2 ? null : bytes(text);
        return bytes != null && bytes.length == length ? bytes : null;
    }

    /** A text from outside, short enough for a message. */
    static String shown(String text) {
        return text.length() <= SHOWN_CHARACTERS_MAX ? text : text.substring(0, SHOWN_CHARACTERS_MAX) + "...";
    }
}

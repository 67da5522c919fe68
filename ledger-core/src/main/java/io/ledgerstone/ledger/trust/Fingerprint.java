package io.ledgerstone.ledger.trust;

import io.ledgerstone.ledger.entry.LedgerException;
import io.ledgerstone.ledger.entry.Sha256;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The short name of a device key: the first 16 bytes of its SHA-256. Written as eight groups of four hexadecimal digits, so that
 * two people can read it to each other.
 *
 * @param high the first 8 bytes
 * @param low the last 8 bytes
 */
public record Fingerprint(long high, long low) {
    /** Bytes of a fingerprint. */
    public static final int BYTES = 16;

    private static final int DIGITS = 2 * BYTES;

    /** The fingerprint of a key. */
    public static Fingerprint of(DeviceKey key) {
        return of(ByteBuffer.wrap(Sha256.begin().digest(key.bytes())));
    }

    /** The fingerprint that these bytes begin with. */
    static Fingerprint of(ByteBuffer bytes) {
        return new Fingerprint(bytes.getLong(), bytes.getLong());
    }

    /**
     * The fingerprint that {@link #toString()} wrote; dashes, blanks and the case of letters do not matter.
     *
     * @throws LedgerException if the text is no fingerprint
     */
    public static Fingerprint parse(String text) {
        String digits = text.replace("-", "").replace(" ", "").toLowerCase(Locale.ROOT);
        if (digits.length() != DIGITS || !digits.chars().allMatch(HexFormat::isHexDigit)) {
            throw new LedgerException("'" + Base64Text.shown(text)
                    + "' is not a fingerprint; one has eight groups of four digits 0-9 and a-f");
        }
        return new Fingerprint(
                HexFormat.fromHexDigitsToLong(digits, 0, 16), HexFormat.fromHexDigitsToLong(digits, 16, DIGITS));
    }

    /** The 16 bytes. */
    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
    }

    @Override
    public String toString() {
        String digits = HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
        StringBuilder text = new StringBuilder(DIGITS + 7);
        for (int i = 0; i < DIGITS; i += 4) {
            text.append(i == 0 ? "" : "-").append(digits, i, i + 4);
        }
        return text.toString();
    }
}

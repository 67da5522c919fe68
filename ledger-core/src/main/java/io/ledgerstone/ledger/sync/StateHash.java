package io.ledgerstone.ledger.sync;

import io.ledgerstone.ledger.entry.LedgerException;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * The first 16 bytes of a SHA-256: of an addon's code, of a state, or of the ids of the entries before a position. Written as 32
 * lower-case hexadecimal digits.
 *
 * @param high the first 8 bytes
 * @param low the last 8 bytes
 */
public record StateHash(long high, long low) {
    /** The first 16 of at least as many bytes. */
    public static StateHash of(byte[] digest) {
        ByteBuffer bytes = ByteBuffer.wrap(digest);
        return new StateHash(bytes.getLong(), bytes.getLong());
    }

    /**
     * The hash that {@link #toString()}, or {@link io.ledgerstone.ledger.codec.StateDigest}, wrote.
     *
     * @throws LedgerException if the text is not 32 hexadecimal digits
     */
    public static StateHash parse(String text) {
        if (text.length() != 32 || !text.chars().allMatch(HexFormat::isHexDigit)) {
            throw new LedgerException("'" + text + "' is not a hash; it has 32 digits of 0-9 and a-f");
        }
        return of(HexFormat.of().parseHex(text));
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}

package io.ledgerstone.ledger.entry;

import java.util.HexFormat;

/**
 * The name of an entry's whole content: the first 16 bytes of a SHA-256 over the ledger's name and the entry's canonical bytes.
 * Ordered as unsigned big-endian bytes. Written as 32 lower-case hexadecimal digits.
 *
 * @param high the first 8 bytes
 * @param low the last 8 bytes
 */
public record EntryId(long high, long low) implements Comparable<EntryId> {
    /**
     * The id that {@link #toString()} wrote.
     *
     * @throws LedgerException if the text is not 32 hexadecimal digits
     */
    public static EntryId parse(String text) {
        if (text.length() != 32 || !text.chars().allMatch(HexFormat::isHexDigit)) {
            throw new LedgerException("'" + text + "' is not an entry id; it has 32 digits of 0-9 and a-f");
        }
        return new EntryId(HexFormat.fromHexDigitsToLong(text, 0, 16), HexFormat.fromHexDigitsToLong(text, 16, 32));
    }

    @Override
    public int compareTo(EntryId other) {
        int first = Long.compareUnsigned(high, other.high);
        return first != 0 ? first : Long.compareUnsigned(low, other.low);
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}

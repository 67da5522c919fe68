package io.ledgerstone.ledger.trust;

import io.ledgerstone.ledger.entry.LedgerException;
import java.nio.ByteBuffer;

/**
 * The public key of a device: the 32 bytes of an Ed25519 key, as four big-endian longs. Written as 43 characters of url-safe
 * base64. A device key belongs to one group: who is in two groups has two keys.
 *
 * @param first bytes 0 to 7
 * @param second bytes 8 to 15
 * @param third bytes 16 to 23
 * @param fourth bytes 24 to 31
 */
public record DeviceKey(long first, long second, long third, long fourth) {
    /** Bytes of a key. */
    public static final int BYTES = 32;

    /**
     * The key of these bytes.
     *
     * @throws LedgerException if there are not 32 of them
     */
    public static DeviceKey of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new LedgerException("A device key has " + BYTES + " bytes, not " + bytes.length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new DeviceKey(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
    }

    /**
     * The key that {@link #toString()} wrote.
     *
     * @throws LedgerException if the text is no key
     */
    public static DeviceKey parse(String text) {
        byte[] bytes = Base64Text.bytes(text, BYTES);
        if (bytes == null) {
            throw new LedgerException("'" + Base64Text.shown(text)
                    + "' is not a device key; one has 43 characters of A-Z, a-z, 0-9, - and _, copied whole");
        }
        return of(bytes);
    }

    /** The 32 bytes. */
    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(first)
                .putLong(second)
                .putLong(third)
                .putLong(fourth)
                .array();
    }

    /** The short name that people compare. */
    public Fingerprint fingerprint() {
        return Fingerprint.of(this);
    }

    @Override
    public String toString() {
        return Base64Text.of(bytes());
    }
}

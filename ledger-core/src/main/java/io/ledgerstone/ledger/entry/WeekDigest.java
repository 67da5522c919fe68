package io.ledgerstone.ledger.entry;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * What our own peers trust about a week: the first 16 bytes of a SHA-256 over the ids of all its entries in ledger order.
 *
 * <p>Ids cover the content, so weeks with equal {@link KeyAdler} and count but other entries differ here. Equivocal entries
 * count too: two hosts that hold different ones must notice.
 *
 * @param high the first 8 bytes
 * @param low the last 8 bytes
 */
public record WeekDigest(long high, long low) {
    private static final byte[] DOMAIN = "ledgerstone week 1".getBytes(StandardCharsets.US_ASCII);

    /** The digest in the making; confined to one thread. */
    public static final class Builder {
        private final MessageDigest sha256 = Sha256.begin();
        private final ByteBuffer id = ByteBuffer.allocate(16);

        private Builder() {
            sha256.update(DOMAIN);
        }

        /** Counts the next id in ledger order. */
        public Builder add(long high, long low) {
            sha256.update(id.clear().putLong(high).putLong(low).array());
            return this;
        }

        /** The digest of the ids so far; the builder is spent. */
        public WeekDigest build() {
            ByteBuffer digest = ByteBuffer.wrap(sha256.digest());
            return new WeekDigest(digest.getLong(), digest.getLong());
        }
    }

    /** A digest of no ids yet. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String toString() {
        return new EntryId(high, low).toString();
    }
}

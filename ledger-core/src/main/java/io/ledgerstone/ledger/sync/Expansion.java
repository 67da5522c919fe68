package io.ledgerstone.ledger.sync;

import io.ledgerstone.ledger.entry.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Makes a 256-bit number of an entry id, so that sums of few ids cannot be planned: sums of 128-bit ids themselves could be.
 */
@FunctionalInterface
interface Expansion {
    /** The four limbs of an id's number, lowest first; the array may be used again by the next call. */
    long[] limbs(long idHigh, long idLow);

    /** The one that peers use: SHA-256 of a domain tag and the id. Confined to one thread. */
    static Expansion sha256() {
        MessageDigest sha256 = Sha256.begin();
        byte[] domain = "ledgerstone sum 1".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer message = ByteBuffer.allocate(domain.length + 2 * Long.BYTES).put(domain);
        long[] limbs = new long[WeekIds.LIMBS];
        return (idHigh, idLow) -> {
            message.position(domain.length).putLong(idHigh).putLong(idLow);
            ByteBuffer digest = ByteBuffer.wrap(sha256.digest(message.array()));
            for (int i = WeekIds.LIMBS - 1; i >= 0; i--) {
                limbs[i] = digest.getLong();
            }
            return limbs;
        };
    }
}

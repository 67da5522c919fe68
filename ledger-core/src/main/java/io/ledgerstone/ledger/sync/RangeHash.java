package io.ledgerstone.ledger.sync;

import io.ledgerstone.ledger.entry.Sha256;
import io.ledgerstone.ledger.entry.WeekDigest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;

/** Makes fingerprints as the package describes them. Confined to one thread. */
final class RangeHash {
    /** Bytes of it, 8 of sum limb each and 8 of the count, fit one block of the hash. */
    private static final byte[] PART_DOMAIN = "LSrange1".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] WEEKS_DOMAIN = "ledgerstone weeks 1".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGEST_BYTES = 32;

    private final MessageDigest sha256 = Sha256.begin();
    private final ByteBuffer block = ByteBuffer.allocate(48).put(PART_DOMAIN);
    private final ByteBuffer week = ByteBuffer.allocate(20);
    private final byte[] digest = new byte[DIGEST_BYTES];
    private final ByteBuffer digestReader = ByteBuffer.wrap(digest);

    /** Of a part of a week: the four limbs of the sum, lowest first, and the count. */
    Fingerprint ofSum(long[] limbs, long count) {
        block.position(PART_DOMAIN.length);
        for (int i = 0; i < WeekIds.LIMBS; i++) {
            block.putLong(limbs[i]);
        }
        sha256.update(block.putLong(count).array());
        return finish();
    }

    /** Begins that of whole weeks; add each week that has entries, in order, then finish. */
    RangeHash beginWeeks() {
        sha256.update(WEEKS_DOMAIN);
        return this;
    }

    void addWeek(int number, WeekDigest weekDigest) {
        week.clear().putInt(number).putLong(weekDigest.high()).putLong(weekDigest.low());
        sha256.update(week.array());
    }

    Fingerprint finish() {
        try {
            sha256.digest(digest, 0, DIGEST_BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("a SHA-256 has 32 bytes", e);
        }
        digestReader.clear();
        return new Fingerprint(digestReader.getLong(), digestReader.getLong());
    }
}

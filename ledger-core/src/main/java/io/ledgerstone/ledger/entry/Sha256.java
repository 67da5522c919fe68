package io.ledgerstone.ledger.entry;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash function that ids and digests are made with. */
public final class Sha256 {
    private Sha256() {}

    /** A hash of no bytes yet. */
    public static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new LedgerException("This Java has no SHA-256; every JDK must have it, so install another", e);
        }
    }

    /** A hash that goes on from what another has seen; much cheaper than {@link #begin()}. The other must rest meanwhile. */
    public static MessageDigest copyOf(MessageDigest sha256) {
        try {
            return (MessageDigest) sha256.clone();
        } catch (CloneNotSupportedException e) {
            throw new LedgerException("This Java's SHA-256 cannot be copied; every JDK's can, so install another", e);
        }
    }
}

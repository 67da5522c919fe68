package io.ledgerstone.simulation;

import io.ledgerstone.ledger.trust.DeviceKey;
import io.ledgerstone.ledger.trust.SignatureCheck;
import io.ledgerstone.ledger.trust.Signer;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;

/** Signatures of a world: a hash with a secret that only this class knows. As good as real ones here, and a hundred times cheaper. */
final class Signatures implements SignatureCheck {
    private final Map<DeviceKey, Long> secrets = new HashMap<>();

    /** A new device. */
    Signer device(Chance chance) {
        DeviceKey key = new DeviceKey(chance.nextLong(), chance.nextLong(), chance.nextLong(), chance.nextLong());
        long secret = chance.nextLong();
        secrets.put(key, secret);
        return new Signer() {
            @Override
            public DeviceKey key() {
                return key;
            }

            @Override
            public byte[] sign(byte[] message) {
                return hash(secret, message);
            }
        };
    }

    @Override
    public boolean isValid(DeviceKey key, byte[] message, byte[] signature) {
        Long secret = secrets.get(key);
        return secret != null && MessageDigest.isEqual(hash(secret, message), signature);
    }

    private static byte[] hash(long secret, byte[] message) {
        try {
            MessageDigest sha512 = MessageDigest.getInstance("SHA-512");
            sha512.update(ByteBuffer.allocate(Long.BYTES).putLong(0, secret));
            return sha512.digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}

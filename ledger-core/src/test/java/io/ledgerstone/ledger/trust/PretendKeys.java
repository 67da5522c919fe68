package io.ledgerstone.ledger.trust;

import io.ledgerstone.ledger.entry.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Signatures for tests: a hash of key and message, twice. Whoever knows the key could sign, which nobody here does; in exchange a
 * signature costs a microsecond. Counts its checks.
 */
final class PretendKeys implements SignatureCheck {
    private long checks;

    static Signer signer(long number) {
        DeviceKey key = DeviceKey.of(
                Sha256.begin().digest(ByteBuffer.allocate(8).putLong(number).array()));
        return new Signer() {
            @Override
            public DeviceKey key() {
                return key;
            }

            @Override
            public byte[] sign(byte[] message) {
                return signature(key, message);
            }
        };
    }

    long checks() {
        return checks;
    }

    @Override
    public boolean isValid(DeviceKey key, byte[] message, byte[] signature) {
        checks++;
        return Arrays.equals(signature(key, message), signature);
    }

    private static byte[] signature(DeviceKey key, byte[] message) {
        MessageDigest sha256 = Sha256.begin();
        sha256.update(key.bytes());
        byte[] half = sha256.digest(message);
        return ByteBuffer.allocate(Signer.SIGNATURE_BYTES).put(half).put(half).array();
    }
}

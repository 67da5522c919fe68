package io.ledgerstone.ledger.trust;

import io.ledgerstone.ledger.entry.LedgerException;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519.Algorithm;
import org.jspecify.annotations.Nullable;

/**
 * Ed25519 (RFC 8032) as Bouncy Castle has it, whatever Java a host runs on: so all hosts agree about every signature, crafted ones
 * included, and a check takes a tenth of the time that the JDK's takes. For any number of threads.
 */
public final class Ed25519 implements SignatureCheck {
    /** Bytes of the secret that a pair of keys is made of. */
    public static final int SECRET_BYTES = Ed25519PrivateKeyParameters.KEY_SIZE;

    /** A check that has never seen a key is slower, not wrong: beyond this many the cache begins anew. */
    private static final int POINTS_CACHED_MAX = 4_096;

    private final ConcurrentHashMap<DeviceKey, Ed25519PublicKeyParameters> points = new ConcurrentHashMap<>();

    /** A check with nothing cached. */
    public Ed25519() {}

    /**
     * Who signs with a secret. Signing draws no randomness.
     *
     * @param secret 32 bytes, the private key of RFC 8032; copied
     * @throws LedgerException if there are more or fewer
     */
    public static Signer signer(byte[] secret) {
        if (secret.length != SECRET_BYTES) {
            throw new LedgerException("An Ed25519 secret has 32 bytes, not " + secret.length);
        }
        Ed25519PrivateKeyParameters pair = new Ed25519PrivateKeyParameters(secret);
        return new SecretSigner(pair, DeviceKey.of(pair.generatePublicKey().getEncoded()));
    }

    @Override
    public boolean isValid(DeviceKey key, byte[] message, byte[] signature) {
        if (signature.length != Signer.SIGNATURE_BYTES) {
            return false;
        }
        Ed25519PublicKeyParameters point = points.get(key);
        if (point == null) {
            point = point(key);
            if (point == null) {
                return false;
            }
            if (points.size() >= POINTS_CACHED_MAX) {
                points.clear();
            }
            points.put(key, point);
        }
        return point.verify(Algorithm.Ed25519, null, message, 0, message.length, signature, 0);
    }

    private static @Nullable Ed25519PublicKeyParameters point(DeviceKey key) {
        try {
            return new Ed25519PublicKeyParameters(key.bytes());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private record SecretSigner(Ed25519PrivateKeyParameters pair, DeviceKey key) implements Signer {
        @Override
        public byte[] sign(byte[] message) {
            byte[] signature = new byte[SIGNATURE_BYTES];
            pair.sign(Algorithm.Ed25519, null, message, 0, message.length, signature, 0);
            return signature;
        }

        /** Never shows the secret. */
        @Override
        public String toString() {
            return "signer " + key.fingerprint();
        }
    }
}

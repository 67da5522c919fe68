package io.ledgerstone.ledger.trust;

import io.ledgerstone.ledger.entry.LedgerException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Ed25519 (RFC 8032) as the JDK has it. Signing draws no randomness. For any number of threads. */
public final class Ed25519 implements SignatureCheck {
    private static final String NAME = "Ed25519";

    /** What stands before the 32 bytes in the JDK's form of a public key. */
    private static final byte[] X509_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    /** A check that has never seen a key is slower, not wrong: beyond this many the cache begins anew. */
    private static final int KEYS_CACHED_MAX = 4_096;

    private final ConcurrentHashMap<DeviceKey, PublicKey> keys = new ConcurrentHashMap<>();

    /** A check with nothing cached. */
    public Ed25519() {}

    /**
     * Who signs with a private key.
     *
     * @throws LedgerException if the two keys are no Ed25519 pair
     */
    public static Signer signer(PrivateKey privateKey, PublicKey publicKey) {
        DeviceKey key = key(publicKey);
        Signer signer = new KeySigner(privateKey, key);
        if (!new Ed25519().isValid(key, X509_HEAD, signer.sign(X509_HEAD))) {
            throw new LedgerException("The private key does not belong to the public key " + key.fingerprint()
                    + "; restore both from the same backup");
        }
        return signer;
    }

    /**
     * The device key in a key of the JDK.
     *
     * @throws LedgerException if it is no Ed25519 key
     */
    public static DeviceKey key(PublicKey publicKey) {
        byte[] encoded = publicKey.getEncoded();
        int head = X509_HEAD.length;
        if (encoded == null
                || encoded.length != head + DeviceKey.BYTES
                || !HexFormat.of()
                        .formatHex(encoded, 0, head)
                        .equals(HexFormat.of().formatHex(X509_HEAD))) {
            throw new LedgerException("A device needs an Ed25519 key, not one of " + publicKey.getAlgorithm());
        }
        byte[] raw = new byte[DeviceKey.BYTES];
        System.arraycopy(encoded, head, raw, 0, raw.length);
        return DeviceKey.of(raw);
    }

    /** The JDK's form of a device key, or null if its bytes are no point of the curve. */
    public static @Nullable PublicKey publicKey(DeviceKey key) {
        byte[] encoded = new byte[X509_HEAD.length + DeviceKey.BYTES];
        System.arraycopy(X509_HEAD, 0, encoded, 0, X509_HEAD.length);
        System.arraycopy(key.bytes(), 0, encoded, X509_HEAD.length, DeviceKey.BYTES);
        try {
            return KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (InvalidKeySpecException e) {
            return null;
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    @Override
    public boolean isValid(DeviceKey key, byte[] message, byte[] signature) {
        PublicKey publicKey = keys.get(key);
        if (publicKey == null) {
            publicKey = publicKey(key);
            if (publicKey == null) {
                return false;
            }
            if (keys.size() >= KEYS_CACHED_MAX) {
                keys.clear();
            }
            keys.put(key, publicKey);
        }
        try {
            Signature ed25519 = Signature.getInstance(NAME);
            ed25519.initVerify(publicKey);
            ed25519.update(message);
            return ed25519.verify(signature);
        } catch (InvalidKeyException | SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    private static LedgerException missing(GeneralSecurityException e) {
        return new LedgerException("This Java has no Ed25519; every JDK since 15 has it, so install another", e);
    }

    private record KeySigner(PrivateKey privateKey, DeviceKey key) implements Signer {
        @Override
        public byte[] sign(byte[] message) {
            try {
                Signature ed25519 = Signature.getInstance(NAME);
                ed25519.initSign(privateKey);
                ed25519.update(message);
                return ed25519.sign();
            } catch (InvalidKeyException | SignatureException e) {
                throw new LedgerException("The private key of " + key.fingerprint() + " is no Ed25519 key", e);
            } catch (GeneralSecurityException e) {
                throw missing(e);
            }
        }

        /** Never shows the private key. */
        @Override
        public String toString() {
            return "signer " + key.fingerprint();
        }
    }
}

package io.ledgerstone.gossip.link;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A device's Ed25519 key, and the certificate that shows it. Immutable, for any number of threads. */
public final class LinkIdentity {
    /** How many bytes a public key has. */
    public static final int KEY_BYTES = 32;

    /** How many bytes a fingerprint has. */
    public static final int FINGERPRINT_BYTES = 16;

    /** What precedes the 32 bytes of a key in X.509: that it is an Ed25519 key. */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final String ALGORITHM = "Ed25519";

    /** Nobody looks at these; clocks of players' computers go wrong. */
    private static final Date ALWAYS_SINCE = Date.from(Instant.parse("2020-01-01T00:00:00Z"));

    private static final Date NEVER_UNTIL = Date.from(Instant.parse("9999-12-31T23:59:59Z"));

    private final PrivateKey privateKey;
    private final byte[] secret;
    private final byte[] publicKey;
    private final X509Certificate certificate;

    private LinkIdentity(PrivateKey privateKey, byte[] secret) throws GeneralSecurityException {
        this.privateKey = privateKey;
        this.secret = secret;
        publicKey = new Ed25519PrivateKeyParameters(secret).generatePublicKey().getEncoded();
        certificate = certificate(privateKey, publicKey);
    }

    /** A new key. */
    public static LinkIdentity generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, random);
            return of(generator.generateKeyPair().getPrivate().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new LinkException("this Java has no Ed25519 keys; run a JDK that is complete", e);
        }
    }

    /**
     * The identity with this private key.
     *
     * @param pkcs8 what {@link #pkcs8()} gave
     * @throws LinkException if it is no Ed25519 key
     */
    public static LinkIdentity of(byte[] pkcs8) {
        try {
            PrivateKey key = KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            if (!(key instanceof EdECPrivateKey edKey)) {
                throw new LinkException("the device key is no Ed25519 key; take it from a backup, or join anew");
            }
            return new LinkIdentity(
                    key, edKey.getBytes().orElseThrow(() -> new LinkException("the device key is locked away")));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new LinkException("the device key cannot be read; take it from a backup, or join anew", e);
        }
    }

    /** The first 16 bytes of the SHA-256 of a public key, for people to compare. */
    public static byte[] fingerprint(byte[] publicKey) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(publicKey), FINGERPRINT_BYTES);
        } catch (GeneralSecurityException e) {
            throw new LinkException("this Java has no SHA-256; run a JDK that is complete", e);
        }
    }

    /** The private key, for keeping. Whoever has it is this device. */
    public byte[] pkcs8() {
        return privateKey.getEncoded();
    }

    /** The public key, 32 bytes. */
    public byte[] publicKey() {
        return publicKey.clone();
    }

    /** The 32 bytes that the private key is made of, for signing. */
    public byte[] secret() {
        return secret.clone();
    }

    PrivateKey privateKey() {
        return privateKey;
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** The 32 bytes of an Ed25519 key; empty if it is of another kind. */
    static byte[] rawKey(PublicKey key) {
        byte[] encoded = key.getEncoded();
        boolean isEd25519 = encoded != null
                && encoded.length == X509_PREFIX.length + KEY_BYTES
                && Arrays.equals(encoded, 0, X509_PREFIX.length, X509_PREFIX, 0, X509_PREFIX.length);
        return isEd25519 ? Arrays.copyOfRange(encoded, X509_PREFIX.length, encoded.length) : new byte[0];
    }

    private static X509Certificate certificate(PrivateKey privateKey, byte[] publicKey)
            throws GeneralSecurityException {
        byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + KEY_BYTES);
        System.arraycopy(publicKey, 0, encoded, X509_PREFIX.length, KEY_BYTES);
        PublicKey key = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
        X500Name name = new X500Name("CN=Ledgerstone device");
        try {
            JcaX509v3CertificateBuilder builder =
                    new JcaX509v3CertificateBuilder(name, BigInteger.ONE, ALWAYS_SINCE, NEVER_UNTIL, name, key);
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(ALGORITHM).build(privateKey)));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }
}

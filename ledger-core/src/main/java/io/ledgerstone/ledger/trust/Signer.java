package io.ledgerstone.ledger.trust;

/** Who signs as one device. Called by any thread; the same message has the same signature. */
public interface Signer {
    /** Bytes of a signature. */
    int SIGNATURE_BYTES = 64;

    /** The key that signatures are checked with. */
    DeviceKey key();

    /** The 64 bytes of a signature. */
    byte[] sign(byte[] message);
}

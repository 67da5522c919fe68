package io.ledgerstone.ledger.trust;

/**
 * Tells whether a device signed a message. Called by any thread. All hosts of a group must answer alike, also for odd keys and
 * signatures that somebody crafted: they would refuse each other's entries otherwise.
 */
@FunctionalInterface
public interface SignatureCheck {
    /** Whether the signature is this device's for this message; false for whatever is no key or no signature. */
    boolean isValid(DeviceKey key, byte[] message, byte[] signature);
}

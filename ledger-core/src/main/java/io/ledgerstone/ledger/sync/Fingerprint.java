package io.ledgerstone.ledger.sync;

/**
 * What two peers compare instead of a range's ids: 16 bytes. Made by {@link RangeHash}.
 *
 * @param high the first 8 bytes
 * @param low the last 8 bytes
 */
public record Fingerprint(long high, long low) {}

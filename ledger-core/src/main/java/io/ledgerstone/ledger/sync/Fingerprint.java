package io.ledgerstone.ledger.sync;

/**
 * What two peers compare instead of a range's ids: 16 bytes, ordered as unsigned big-endian ones. Made by {@link RangeHash}.
 *
 * @param high the first 8 bytes
 * @param low the last 8 bytes
 */
public record Fingerprint(long high, long low) implements Comparable<Fingerprint> {
    @Override
    public int compareTo(Fingerprint other) {
        int first = Long.compareUnsigned(high, other.high);
        return first != 0 ? first : Long.compareUnsigned(low, other.low);
    }
}

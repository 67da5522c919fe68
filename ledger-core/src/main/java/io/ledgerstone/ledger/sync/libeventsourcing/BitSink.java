package io.ledgerstone.ledger.sync.libeventsourcing;

/** Bits in the making, the lowest of each byte first. */
final class BitSink {
    private final ByteSink out = new ByteSink();
    private long held;
    private int heldBits;

    /** The lowest bits of a number, lowest first. */
    void put(int value, int bits) {
        held |= (long) value << heldBits;
        heldBits += bits;
        while (heldBits >= Byte.SIZE) {
            out.put((int) held);
            held >>>= Byte.SIZE;
            heldBits -= Byte.SIZE;
        }
    }

    long bits() {
        return (long) out.size() * Byte.SIZE + heldBits;
    }

    /** Fills the last byte with ones, as LibDeflate does to make zeros rarer. */
    void fillByte() {
        if (heldBits > 0) {
            put(0xFF >> heldBits, Byte.SIZE - heldBits);
        }
    }

    void putAll(byte[] source, int from, int count) {
        out.putAll(source, from, count);
    }

    byte[] toBytes() {
        fillByte();
        return out.toBytes();
    }
}

package io.ledgerstone.ledger.sync.libeventsourcing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes in the making. */
final class ByteSink {
    private byte[] bytes = new byte[256];
    private int size;

    int size() {
        return size;
    }

    void put(int value) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, size * 2);
        }
        bytes[size++] = (byte) value;
    }

    /** The lowest bytes of a number, most significant first. */
    void putNumber(long value, int count) {
        for (int shift = (count - 1) * 8; shift >= 0; shift -= 8) {
            put((int) (value >>> shift));
        }
    }

    /** A char from 0 to 255 for each byte. */
    void putBytes(String latin1) {
        putAll(latin1.getBytes(StandardCharsets.ISO_8859_1), 0, latin1.length());
    }

    void putAll(byte[] source, int from, int count) {
        if (bytes.length - size < count) {
            bytes = Arrays.copyOf(bytes, Math.max(size + count, size * 2));
        }
        System.arraycopy(source, from, bytes, size, count);
        size += count;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }
}

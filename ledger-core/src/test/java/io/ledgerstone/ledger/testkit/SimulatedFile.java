package io.ledgerstone.ledger.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A file of a {@link SimulatedFolder}: what is in it, and what a power cut may leave of it. */
final class SimulatedFile {
    private static final int SECTOR_BYTES = 512;

    private final List<Write> unsafe = new ArrayList<>();
    private byte[] safe = {};
    private int safeSize;
    private byte[] bytes = {};
    private int size;
    private boolean forceFailed;

    @SuppressWarnings("ArrayRecordComponent") // Nobody compares writes.
    private record Write(int offset, byte[] bytes) {}

    int size() {
        return size;
    }

    byte[] content() {
        return Arrays.copyOf(bytes, size);
    }

    void write(int offset, byte[] written) {
        unsafe.add(new Write(offset, written));
        bytes = grown(bytes, offset + written.length);
        System.arraycopy(written, 0, bytes, offset, written.length);
        size = Math.max(size, offset + written.length);
    }

    private static byte[] grown(byte[] array, int length) {
        return length <= array.length ? array : Arrays.copyOf(array, Math.max(length, array.length * 2));
    }

    int read(int offset, byte[] into, int start, int length) {
        int count = Math.min(length, size - offset);
        if (count > 0) {
            System.arraycopy(bytes, offset, into, start, count);
        }
        return count;
    }

    void flip(int offset, int bit) {
        bytes[offset] ^= (byte) (1 << bit);
        if (offset < safeSize) {
            safe[offset] ^= (byte) (1 << bit);
        }
    }

    /** Makes safe what was written, unless it fails, which it then does for ever. */
    boolean force(boolean fails) {
        if (forceFailed) {
            throw new AssertionError("an fsync was tried again after it had failed");
        }
        if (fails) {
            forceFailed = true;
            return false;
        }
        unsafe.forEach(write -> keep(write, 0, write.bytes.length));
        unsafe.clear();
        return true;
    }

    private void keep(Write write, int from, int length) {
        int end = write.offset + from + length;
        safe = grown(safe, end);
        System.arraycopy(write.bytes, from, safe, write.offset + from, length);
        safeSize = Math.max(safeSize, end);
    }

    /** What is left of it, all of it safe. */
    SimulatedFile afterPowerCut(Random random) {
        unsafe.forEach(write -> keepPartly(write, random));
        SimulatedFile left = new SimulatedFile();
        left.safe = safe;
        left.safeSize = safeSize;
        left.bytes = Arrays.copyOf(safe, safeSize);
        left.size = safeSize;
        return left;
    }

    /** Keeps some sectors of a write; mostly all or none, as a disk that is not very busy does. */
    private void keepPartly(Write write, Random random) {
        double kept = switch (random.nextInt(3)) {
            case 0 -> 0;
            case 1 -> 1;
            default -> 0.5;
        };
        for (int from = 0; from < write.bytes.length; ) {
            int toSectorEnd = SECTOR_BYTES - (write.offset + from) % SECTOR_BYTES;
            int length = Math.min(toSectorEnd, write.bytes.length - from);
            if (random.nextDouble() < kept) {
                keep(write, from, length);
            }
            from += length;
        }
    }

    /** The same content, all of it safe. */
    SimulatedFile copy() {
        SimulatedFile copy = new SimulatedFile();
        copy.bytes = content();
        copy.size = size;
        copy.safe = content();
        copy.safeSize = size;
        return copy;
    }
}

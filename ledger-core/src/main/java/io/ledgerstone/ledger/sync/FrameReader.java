package io.ledgerstone.ledger.sync;

import java.nio.ByteBuffer;

/** Reads the bytes of one frame; whatever is wrong with them comes out as {@link BrokenFrame}. Confined to one thread. */
final class FrameReader {
    private final ByteBuffer in;

    /** Leaves the reading of a frame; never leaves the package. */
    static final class BrokenFrame extends Exception {
        private static final long serialVersionUID = 1L;

        BrokenFrame(String why) {
            super(why, null, false, false);
        }
    }

    FrameReader(byte[] frame) {
        in = ByteBuffer.wrap(frame);
    }

    boolean atEnd() {
        return !in.hasRemaining();
    }

    int u8() throws BrokenFrame {
        need(1);
        return in.get() & 0xFF;
    }

    int i32() throws BrokenFrame {
        need(Integer.BYTES);
        return in.getInt();
    }

    long i64() throws BrokenFrame {
        need(Long.BYTES);
        return in.getLong();
    }

    /** A number from 0 to a bound. */
    long varint(long max) throws BrokenFrame {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            int next = u8();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                if (value > max) {
                    throw new BrokenFrame("a number is " + value + " and may be " + max + " at most");
                }
                return value;
            }
        }
        throw new BrokenFrame("a number does not end");
    }

    /** How many things of a size follow; never more than there are bytes for. */
    int count(int max, int bytesEach) throws BrokenFrame {
        int count = (int) varint(max);
        need((long) count * bytesEach);
        return count;
    }

    byte[] bytes(int length) throws BrokenFrame {
        need(length);
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private void need(long bytes) throws BrokenFrame {
        if (in.remaining() < bytes) {
            throw new BrokenFrame("the frame ends too early");
        }
    }
}

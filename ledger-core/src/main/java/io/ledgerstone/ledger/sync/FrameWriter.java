package io.ledgerstone.ledger.sync;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The bytes of one frame in the making. Confined to one thread. */
final class FrameWriter {
    private static final int VARINT_BYTES_MAX = 9;

    private ByteBuffer out = ByteBuffer.allocate(256);

    void u8(int value) {
        room(1).put((byte) value);
    }

    void i32(int value) {
        room(Integer.BYTES).putInt(value);
    }

    void i64(long value) {
        room(Long.BYTES).putLong(value);
    }

    /** Seven bits a byte, lowest first; the value must not be negative. */
    void varint(long value) {
        room(VARINT_BYTES_MAX);
        long rest = value;
        while (rest >= 0x80) {
            out.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    void bytes(byte[] bytes) {
        room(bytes.length).put(bytes);
    }

    private ByteBuffer room(int bytes) {
        if (out.remaining() < bytes) {
            out = ByteBuffer.allocate(Math.max(out.capacity() * 2, out.position() + bytes))
                    .put(out.flip());
        }
        return out;
    }

    byte[] toBytes() {
        return Arrays.copyOf(out.array(), out.position());
    }
}

package io.ledgerstone.ledger.trust;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryLimits;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.LedgerException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The admissions from the founder to a device, each signed by the device before; empty for the founder itself.
 *
 * @param chain the roster entries, at most {@link Roster#DEPTH_MAX}
 */
public record Credentials(List<Entry> chain) {
    private static final int ENTRY_HEAD_BYTES = 18;

    /** Copies the chain. */
    public Credentials {
        chain = List.copyOf(chain);
    }

    /** The bytes for a greeting. */
    public byte[] bytes() {
        List<byte[]> bodies = chain.stream().map(EntryCodec::body).toList();
        int size =
                bodies.stream().mapToInt(body -> ENTRY_HEAD_BYTES + body.length).sum();
        ByteBuffer buffer = ByteBuffer.allocate(1 + size).put((byte) bodies.size());
        for (int i = 0; i < bodies.size(); i++) {
            Key key = chain.get(i).key();
            buffer.putLong(key.high())
                    .putLong(key.low())
                    .putShort((short) bodies.get(i).length)
                    .put(bodies.get(i));
        }
        return buffer.array();
    }

    /**
     * The credentials that {@link #bytes()} wrote; nothing about them has been verified.
     *
     * @throws LedgerException if the bytes are none
     */
    public static Credentials parse(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int count = buffer.hasRemaining() ? buffer.get() : -1;
        if (count < 0 || count > Roster.DEPTH_MAX) {
            throw malformed();
        }
        List<Entry> chain = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (buffer.remaining() < ENTRY_HEAD_BYTES) {
                throw malformed();
            }
            Key key = key(buffer.getLong(), buffer.getLong());
            int length = Short.toUnsignedInt(buffer.getShort());
            if (length > buffer.remaining() || length > EntryLimits.BODY_BYTES_MAX) {
                throw malformed();
            }
            byte[] body = new byte[length];
            buffer.get(body);
            chain.add(TrustLedger.ROSTER.codec().open(key, body));
        }
        if (buffer.hasRemaining()) {
            throw malformed();
        }
        return new Credentials(chain);
    }

    private static Key key(long high, long low) {
        Key packed = Key.ofPacked(high, low);
        Key key = Key.of(packed.time(), packed.counter(), packed.realm(), packed.creator());
        if (!key.equals(packed)) {
            throw malformed();
        }
        return key;
    }

    private static LedgerException malformed() {
        return new LedgerException("These bytes are no credentials: at most " + Roster.DEPTH_MAX
                + " roster entries, each with key, length and body");
    }
}

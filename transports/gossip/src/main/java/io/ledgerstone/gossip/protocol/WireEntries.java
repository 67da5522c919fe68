package io.ledgerstone.gossip.protocol;

import com.google.protobuf.ByteString;
import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.LedgerException;
import java.nio.ByteBuffer;

/** Entries as they travel: the key's 16 bytes and the canonical body. */
public final class WireEntries {
    private static final int KEY_BYTES = 16;

    private WireEntries() {}

    /** An entry, ready to travel. */
    public static io.ledgerstone.gossip.wire.Entry write(Entry entry) {
        ByteBuffer key = ByteBuffer.allocate(KEY_BYTES)
                .putLong(entry.key().high())
                .putLong(entry.key().low())
                .flip();
        return io.ledgerstone.gossip.wire.Entry.newBuilder()
                .setKey(ByteString.copyFrom(key))
                .setBody(ByteString.copyFrom(EntryCodec.body(entry)))
                .build();
    }

    /**
     * The entry that has travelled.
     *
     * @throws LedgerException if it is none
     */
    public static Entry open(io.ledgerstone.gossip.wire.Entry entry, EntryCodec codec) {
        if (entry.getKey().size() != KEY_BYTES) {
            throw new LedgerException("an entry's key has 16 bytes");
        }
        ByteBuffer key = entry.getKey().asReadOnlyByteBuffer();
        Key packed = Key.ofPacked(key.getLong(), key.getLong());
        Key checked = Key.of(packed.time(), packed.counter(), packed.realm(), packed.creator());
        if (!checked.equals(packed)) {
            throw new LedgerException("an entry's key is none");
        }
        return codec.open(checked, entry.getBody().toByteArray());
    }
}

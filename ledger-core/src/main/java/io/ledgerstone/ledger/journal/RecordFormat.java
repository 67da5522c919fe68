package io.ledgerstone.ledger.journal;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.EntryLimits;
import io.ledgerstone.ledger.entry.Key;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** The bytes of segments as the package describes them. */
final class RecordFormat {
    private static final byte[] MAGIC = "LSJOURN1".getBytes(StandardCharsets.US_ASCII);

    static final int SEGMENT_HEADER_BYTES = MAGIC.length;
    static final int HEADER_BYTES = 52;
    static final int RECORD_BYTES_MAX = HEADER_BYTES + EntryLimits.BODY_BYTES_MAX;

    private RecordFormat() {}

    static void writeSegmentHeader(ByteBuffer out) {
        out.put(MAGIC);
    }

    static boolean isOurs(ByteBuffer header) {
        return header.equals(ByteBuffer.wrap(MAGIC));
    }

    /** Tells a file of a format that comes after this one from a damaged one. */
    static boolean isNewer(ByteBuffer header) {
        int last = MAGIC.length - 1;
        return header.remaining() == MAGIC.length
                && header.slice(0, last).equals(ByteBuffer.wrap(MAGIC, 0, last))
                && header.get(last) > MAGIC[last]
                && header.get(last) <= '9';
    }

    /** Writes a record at the buffer's position; the buffer has room for it. */
    static void write(ByteBuffer out, CRC32C crc, int salt, int ordinal, long receivedMs, Entry entry, byte[] body) {
        int start = out.position();
        out.putInt(0);
        out.putInt(body.length);
        out.putInt(ordinal);
        out.putLong(receivedMs);
        out.putLong(entry.key().high());
        out.putLong(entry.key().low());
        out.putLong(entry.id().high());
        out.putLong(entry.id().low());
        out.put(body);
        out.putInt(start, checkWord(out, crc, salt, start, out.position()));
    }

    /** The size of the record at a place of the buffer, which reaches at least a header further; 0 if it cannot be one. */
    static int plausibleBytes(ByteBuffer in, int at, long ordinalMin, long ordinalMax) {
        int bodyBytes = in.getInt(at + 4);
        long ordinal = ordinal(in, at);
        boolean plausible = bodyBytes > 0
                && bodyBytes <= EntryLimits.BODY_BYTES_MAX
                && ordinal >= ordinalMin
                && ordinal <= ordinalMax;
        return plausible ? HEADER_BYTES + bodyBytes : 0;
    }

    static boolean isGood(ByteBuffer in, CRC32C crc, int salt, int at, int bytes) {
        return in.getInt(at) == checkWord(in, crc, salt, at, at + bytes);
    }

    static long ordinal(ByteBuffer in, int at) {
        return Integer.toUnsignedLong(in.getInt(at + 8));
    }

    static Arrival read(ByteBuffer in, int at, int bytes, EntryCodec codec) {
        byte[] body = new byte[bytes - HEADER_BYTES];
        in.get(at + HEADER_BYTES, body);
        Key key = Key.ofPacked(in.getLong(at + 20), in.getLong(at + 28));
        EntryId id = new EntryId(in.getLong(at + 36), in.getLong(at + 44));
        return new Arrival(in.getLong(at + 12), codec.read(key, id, body));
    }

    private static int checkWord(ByteBuffer bytes, CRC32C crc, int salt, int from, int to) {
        int position = bytes.position();
        int limit = bytes.limit();
        bytes.limit(to).position(from + 4);
        crc.reset();
        crc.update(bytes);
        bytes.limit(limit).position(position);
        return (int) crc.getValue() ^ salt;
    }
}

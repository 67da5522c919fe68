package io.ledgerstone.ledger.sync.libeventsourcing;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Reads raw DEFLATE (RFC 1951), as long as what comes out is in proportion to what went in. */
final class Inflating {
    private static final int CHUNK_BYTES = 8192;

    private Inflating() {}

    /**
     * What was deflated.
     *
     * @throws MalformedException if that is no complete stream, or inflates beyond {@link DialectLimits}
     */
    static byte[] inflate(byte[] deflated) {
        long ratioMax = (long) deflated.length * DialectLimits.INFLATE_RATIO_MAX;
        long bytesMax = Math.clamp(ratioMax, DialectLimits.INFLATE_FREE_BYTES, DialectLimits.SERIALIZED_BYTES_MAX);
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(deflated);
            ByteSink out = new ByteSink();
            byte[] chunk = new byte[CHUNK_BYTES];
            while (!inflater.finished()) {
                int count = inflater.inflate(chunk);
                out.putAll(chunk, 0, count);
                if (out.size() > bytesMax) {
                    throw new MalformedException("it inflates to more than " + bytesMax + " bytes");
                }
                if (count == 0 && !inflater.finished()) {
                    throw new MalformedException("the deflated data ends too early");
                }
            }
            if (inflater.getRemaining() > 0) {
                throw new MalformedException(inflater.getRemaining() + " bytes follow the deflated data");
            }
            return out.toBytes();
        } catch (DataFormatException e) {
            throw new MalformedException("this is no deflated data: " + e.getMessage());
        } finally {
            inflater.end();
        }
    }
}

package io.ledgerstone.ledger.sync.libeventsourcing;

/**
 * Writes raw DEFLATE (RFC 1951) byte for byte as LibDeflate 1.0.2 does: the first block is of 65,535 bytes, the others of 32,768;
 * each is stored, fixed or dynamic, whichever is shortest; the last byte is filled with ones. The JDK's deflater divides and codes
 * otherwise, so its bytes would not be those that an addon sends.
 */
final class Deflating {
    private static final int FIRST_BLOCK_BYTES = 65_535;
    private static final int BLOCK_BYTES = 32_768;
    private static final int CODE_BITS_MAX = 15;
    private static final int STORED = 0;
    private static final int FIXED = 1;
    private static final int DYNAMIC = 2;

    private Deflating() {}

    static byte[] deflate(byte[] plain, DeflateLevel level) {
        Matches matches = new Matches(plain, level);
        BitSink out = new BitSink();
        int from = 0;
        do {
            int to = Math.min(plain.length, from + (from == 0 ? FIRST_BLOCK_BYTES : BLOCK_BYTES));
            block(out, plain, from, to, matches.block(from, to));
            from = to;
        } while (from < plain.length);
        return out.toBytes();
    }

    private static void block(BitSink out, byte[] plain, int from, int to, Tokens tokens) {
        HuffmanCode literal = HuffmanCode.of(tokens.literalCounts(), CODE_BITS_MAX);
        HuffmanCode distance = HuffmanCode.of(tokens.distanceCounts(), CODE_BITS_MAX);
        CodeLengths lengths = new CodeLengths(literal, distance);
        long dynamic = 3 + lengths.bits() + tokens.bits(literal, distance);
        long fixed = 3 + tokens.bits(HuffmanCode.FIXED_LITERAL, HuffmanCode.FIXED_DISTANCE);
        long padding = -(out.bits() + 3) & 7;
        long stored = 3 + padding + 32 + (to - from) * 8L;
        long least = Math.min(stored, Math.min(fixed, dynamic));
        out.put(to == plain.length ? 1 : 0, 1);
        if (stored == least) {
            out.put(STORED, 2);
            out.fillByte();
            out.put(to - from, 16);
            out.put(~(to - from) & 0xFFFF, 16);
            out.putAll(plain, from, to - from);
        } else if (fixed == least) {
            out.put(FIXED, 2);
            tokens.write(out, HuffmanCode.FIXED_LITERAL, HuffmanCode.FIXED_DISTANCE);
        } else {
            out.put(DYNAMIC, 2);
            lengths.write(out);
            tokens.write(out, literal, distance);
        }
    }
}

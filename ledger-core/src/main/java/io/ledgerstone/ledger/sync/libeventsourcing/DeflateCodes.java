package io.ledgerstone.ledger.sync.libeventsourcing;

/** The numbers of RFC 1951, section 3.2.5: how lengths and distances become symbols and further bits. */
final class DeflateCodes {
    static final int END_OF_BLOCK = 256;
    static final int LITERALS = 286;
    static final int DISTANCES = 30;

    private static final int FIRST_LENGTH_SYMBOL = 257;
    private static final int LAST_LENGTH_SYMBOL = 285;
    private static final int LENGTH_MIN = 3;
    private static final int LENGTH_MAX = 258;

    private DeflateCodes() {}

    static int lengthSymbol(int length) {
        if (length == LENGTH_MAX) {
            return LAST_LENGTH_SYMBOL;
        }
        int offset = length - LENGTH_MIN;
        int extra = extraBits(offset, 4);
        return FIRST_LENGTH_SYMBOL + extra * 4 + (offset >> extra);
    }

    static int lengthExtraBits(int length) {
        return length == LENGTH_MAX ? 0 : extraBits(length - LENGTH_MIN, 4);
    }

    static int lengthExtra(int length) {
        return (length - LENGTH_MIN) & ((1 << lengthExtraBits(length)) - 1);
    }

    static int distanceSymbol(int distance) {
        int extra = distanceExtraBits(distance);
        return extra * 2 + ((distance - 1) >> extra);
    }

    static int distanceExtraBits(int distance) {
        return extraBits(distance - 1, 2);
    }

    static int distanceExtra(int distance) {
        return (distance - 1) & ((1 << distanceExtraBits(distance)) - 1);
    }

    /** Bits that do not tell the symbol, where a power of two is divided among so many symbols. */
    private static int extraBits(int offset, int symbols) {
        return Math.max(
                0,
                Integer.SIZE - 1 - Integer.numberOfLeadingZeros(offset | 1) - Integer.numberOfTrailingZeros(symbols));
    }
}

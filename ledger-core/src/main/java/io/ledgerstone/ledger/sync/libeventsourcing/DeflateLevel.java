package io.ledgerstone.ledger.sync.libeventsourcing;

/**
 * How hard matches are sought. Source: LibDeflate 1.0.2 and zlib's {@code configuration_table}.
 *
 * @param lazyMax a match as long as this is taken at once
 * @param enough a match as long as this ends a search
 * @param depth how many candidates a search looks at
 */
record DeflateLevel(int lazyMax, int enough, int depth) {
    /** Level 4, which Classic Loot Manager asks for. */
    static final DeflateLevel FOUR = new DeflateLevel(4, 16, 16);

    private static final DeflateLevel FIVE = new DeflateLevel(16, 32, 32);
    private static final DeflateLevel SEVEN = new DeflateLevel(32, 128, 256);
    private static final int SMALL_BYTES = 2048;
    private static final int LARGE_BYTES = 64 << 10;

    /**
     * What LibDeflate chooses for data of a size when nobody asks for a level. Above 64 KiB it does not look ahead and we do as at
     * level 4: other bytes, which inflate to the same.
     */
    static DeflateLevel forSize(int bytes) {
        return bytes < SMALL_BYTES ? SEVEN : bytes > LARGE_BYTES ? FOUR : FIVE;
    }
}

package io.ledgerstone.ledger.store;

/**
 * How many entries go in a node of a table, and how large its pages are. A node must fit in a page: MapDB's writer fails with
 * an {@code AssertionError} otherwise (issue 852 of MapDB). A page is also the smallest file, so small weeks get small pages.
 *
 * @param nodeEntries entries that are checked, and found or lost, together
 * @param pageBytes a power of two
 */
record TableShape(int nodeEntries, int pageBytes) {
    /** A node of more is a damaged one. */
    static final int NODE_ENTRIES_MAX = 32;

    private static final int NODE_ENTRIES_OF_LARGE = 8;
    private static final int PAGE_BYTES_USUAL = 64 << 10;
    private static final int PAGE_BYTES_MIN = 4 << 10;

    /** Key, length, and a share of the page's index. */
    static final int ENTRY_BYTES = TableKey.BYTES + 8;

    /** Page header, file header and check words. */
    private static final int PAGE_OVERHEAD_BYTES = 256;

    /**
     * The shape for some data.
     *
     * @param bodyBytesMax of the largest entry
     * @param bytesEstimate of all of it
     */
    static TableShape of(int bodyBytesMax, long bytesEstimate) {
        int page = PAGE_BYTES_MIN;
        while (page < PAGE_BYTES_USUAL && page < bytesEstimate + PAGE_OVERHEAD_BYTES) {
            page <<= 1;
        }
        int entryBytesMax = bodyBytesMax + ENTRY_BYTES;
        boolean usual = (long) NODE_ENTRIES_MAX * entryBytesMax + PAGE_OVERHEAD_BYTES <= PAGE_BYTES_USUAL;
        int node = usual ? NODE_ENTRIES_MAX : NODE_ENTRIES_OF_LARGE;
        while (page < node * entryBytesMax + PAGE_OVERHEAD_BYTES) {
            page <<= 1;
        }
        return new TableShape(node, page);
    }
}

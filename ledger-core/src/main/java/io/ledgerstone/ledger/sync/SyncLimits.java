package io.ledgerstone.ledger.sync;

import io.ledgerstone.ledger.entry.EntryLimits;

/** The bounds of a reconciliation. Those of frames and lists are part of the protocol. */
public final class SyncLimits {
    /** Bytes of a frame. */
    public static final int FRAME_BYTES_MAX = 64 * 1024;

    /** Items of one message: what a frame can make its reader allocate stays a small multiple of its size. */
    static final int ITEMS_MAX = 4096;

    /** Parts that a range which differs is cut into. */
    static final int BUCKETS = 16;

    /** A range with at most as many ids is compared by its ids. */
    static final int LIST_MAX = 32;

    /** Ids in one list when a whole week is listed: 16 KiB. */
    static final int WEEK_LIST_MAX = 1024;

    /** A peer that lists a few ids over more entries of ours than this gets fingerprints of smaller ranges instead. */
    static final int LISTED_OVER_MAX = 8192;

    /** Ranges that are known to differ and not asked about yet, and, on the other side, ranges entries are expected in. */
    static final int OPEN_RANGES_MAX = 4096;

    /** Wanted ids that a responder remembers. */
    static final int WANTED_IDS_MAX = 65_536;

    /** Messages one after another that narrow down a difference: 16 buckets a time cover any ledger. */
    static final int HALF_ROUNDS_MAX = 16;

    /** Ranges asked about in one message, as long as all of them are answered. */
    static final int PROBE_ITEMS_MAX = 1024;

    /** The same for a peer whose answers did not fit. */
    static final int PROBE_ITEMS_MIN = 96;

    /** Bytes an answer keeps free so that it can name every range of its question; askers stay below. */
    static final int RESERVE_BYTES_MAX = 24 * 1024;

    /** What a message has besides items and entries, rounded up. */
    static final int HEAD_BYTES_MAX = 128;

    /** What an entry has on the wire besides its body. */
    static final int ENTRY_HEAD_BYTES_MAX = 35;

    /** Requests without an answer yet. */
    static final int WINDOW_FRAMES = 8;

    /** Requests of one session: a peer that finds new differences in every answer is left alone; a later session goes on. */
    static final int REQUESTS_MAX = 16_384;

    /** Ticks before a request is sent again; each time as many more. */
    static final int RESEND_TICKS = 4;

    /** How often a request is sent again before the peer counts as silent. */
    static final int RESENDS_MAX = 8;

    /** How often a range may be put off without any progress. */
    static final int DEFERRALS_MAX = 8;

    /** Forged or unasked entries before a peer is left alone. */
    static final int FORGED_MAX = 16;

    /** Entries received in one session; a later one goes on. */
    static final long ENTRIES_MAX = 1 << 20;

    /** Sessions a responder remembers for one channel: late copies of old greetings must not end a new one. */
    static final int SESSIONS_MAX = 4;

    static {
        if (EntryLimits.BODY_BYTES_MAX + ENTRY_HEAD_BYTES_MAX + RESERVE_BYTES_MAX + HEAD_BYTES_MAX > FRAME_BYTES_MAX) {
            throw new IllegalStateException("the largest entry must fit a frame");
        }
    }

    private SyncLimits() {}
}

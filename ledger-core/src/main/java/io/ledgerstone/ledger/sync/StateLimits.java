package io.ledgerstone.ledger.sync;

/** The bounds of comparing states. Those of frames are part of the protocol. */
public final class StateLimits {
    /** Bytes of an addon's name. */
    public static final int NAME_BYTES_MAX = 128;

    /** Addons that are told of. */
    public static final int ADDONS_MAX = 256;

    /** Positions asked about at a time; one replay answers all. */
    public static final int POSITIONS_MAX = 64;

    /** Bytes of a state that is sent to be compared. */
    public static final int STATE_BYTES_MAX = 1 << 20;

    /** Bytes of a state in one frame. */
    static final int PART_BYTES = 32 * 1024;

    /** Differences in a report. */
    static final int DIFFERENCES_MAX = 200;

    /** Own states of older roots that a peer's may be compared with: it may have said what it had a moment ago. */
    static final int ROOTS_MAX = 32;

    /** Replays that were asked for and not done. */
    static final int COMPUTES_MAX = 8;

    /** Peers' questions that wait for replays. */
    static final int WAITERS_MAX = 64;

    /** Points kept for an addon, for as long as {@link #POINTS_MS}. */
    static final int POINTS_MAX = 1024;

    /** Whole states kept. */
    static final int STATES_MAX = 4;

    /** Replays on behalf of one peer in {@link #COMPUTES_MS}. */
    static final int PEER_COMPUTES_MAX = 40;

    static final long COMPUTES_MS = 600_000;
    static final long POINTS_MS = 60_000;

    /** A peer that says nothing for so long while it is asked is given up. */
    static final long SILENCE_MS = 30_000;

    /** A replay that takes longer is given up. */
    static final long COMPUTE_MS_MAX = 600_000;

    /** When a question is asked again. */
    static final long RESEND_MS = 5_000;

    /** Between two times that digests are said to one peer. */
    static final long SAY_MS_MIN = 1_000;

    /** After how long they are repeated at first; then twice as long each time. */
    static final long REPEAT_MS_MIN = 5_000;

    static final long REPEAT_MS_MAX = 600_000;

    /** After how long a search that failed is tried again at first; then twice as long each time. */
    static final long RETRY_MS_MIN = 60_000;

    static final long RETRY_MS_MAX = 3_600_000;

    private StateLimits() {}
}

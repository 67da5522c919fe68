package io.ledgerstone.ledger.sync.libeventsourcing;

/** The bounds of what is read from an addon channel, of what is remembered about it, and of what is sent there. */
public final class DialectLimits {
    /** Bytes of one message as it comes from the channel: in the game, a quarter of an hour of sending. */
    public static final int CHANNEL_BYTES_MAX = 1 << 20;

    /** Bytes that a message may inflate to. */
    public static final int SERIALIZED_BYTES_MAX = 8 << 20;

    /** Peers that are remembered; the one silent for longest is forgotten first. */
    public static final int PEERS_MAX = 1024;

    /** How many times its own size a message may inflate to... */
    static final int INFLATE_RATIO_MAX = 100;

    /** ...once it is larger than this. */
    static final int INFLATE_FREE_BYTES = 64 << 10;

    /** Tables inside one another: the deepest entry, inside a message, inside an envelope. */
    static final int DEPTH_MAX = 24;

    /** Values of one message, counting what is referred to as often as it is. */
    static final int VALUES_MAX = 1 << 20;

    /** Hashes of one advertisement: what the library sends twice over. */
    static final int HASHES_MAX = 64;

    /** Entries taken from one message. */
    static final int ENTRIES_MAX = 1 << 16;

    /** Entries put into one message; a larger week travels as several. */
    static final int ENTRIES_SENT_MAX = 4096;

    /** Canonical bytes of the entries put into one message. */
    static final int ENTRY_BYTES_SENT_MAX = 512 << 10;

    /** Weeks and states that one peer is answered by whisper in a minute. */
    static final int ANSWERS_PER_MINUTE_MAX = 32;

    /** Weeks asked for in a minute: twice as many as an honest peer advertises in that time. */
    static final int REQUESTS_PER_MINUTE_MAX = 128;

    /** Bytes of a peer's name. */
    static final int NAME_BYTES_MAX = 128;

    private DialectLimits() {}
}

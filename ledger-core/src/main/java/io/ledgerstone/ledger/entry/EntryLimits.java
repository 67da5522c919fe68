package io.ledgerstone.ledger.entry;

/** The bounds of an entry. They are part of the format: raising one makes entries that older hosts refuse. */
public final class EntryLimits {
    /** Bytes of a type's UTF-8. */
    public static final int TYPE_BYTES_MAX = 64;

    /** Bytes of a field name's UTF-8. */
    public static final int NAME_BYTES_MAX = 64;

    /** Fields of one entry. */
    public static final int FIELDS_MAX = 256;

    /** Lists and maps inside one another, the fields themselves counting as one. */
    public static final int DEPTH_MAX = 16;

    /** Canonical bytes of type and fields together: room for a raid of 40 many times over, and small enough for one frame. */
    public static final int BODY_BYTES_MAX = 32 * 1024;

    /** Bytes of a ledger name's UTF-8. */
    public static final int LEDGER_NAME_BYTES_MAX = 64;

    private EntryLimits() {}
}

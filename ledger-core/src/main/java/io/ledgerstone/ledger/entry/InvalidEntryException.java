package io.ledgerstone.ledger.entry;

/** An entry, or a part of one, that no ledger may hold; the {@link #reason()} names the broken rule. */
public final class InvalidEntryException extends LedgerException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** The rule that was broken, each with one meaning, so that refusals can be counted by name. */
    public enum Reason {
        /** A part of the key has a fraction. */
        KEY_NOT_WHOLE,
        /** The time is not in 0 to 2^32 - 1. */
        TIME_OUT_OF_RANGE,
        /** The counter is not in -2^31 to 2^32 - 1. */
        COUNTER_OUT_OF_RANGE,
        /** The realm is not in 0 to 65,535, or a ledger without realms was given one. */
        REALM_OUT_OF_RANGE,
        /** The creator is not in 0 to 2^32 - 1. */
        CREATOR_OUT_OF_RANGE,
        /** A text that should be a key is none. */
        KEY_TEXT,
        /** The type is empty or longer than {@link EntryLimits#TYPE_BYTES_MAX}. */
        TYPE_SIZE,
        /** A field's name is empty or longer than {@link EntryLimits#NAME_BYTES_MAX}. */
        FIELD_NAME,
        /** One name occurs twice in a map or among the fields. */
        DUPLICATE_NAME,
        /** More fields than {@link EntryLimits#FIELDS_MAX}. */
        TOO_MANY_FIELDS,
        /** Values nested deeper than {@link EntryLimits#DEPTH_MAX}. */
        TOO_DEEP,
        /** Type and fields together exceed {@link EntryLimits#BODY_BYTES_MAX}. */
        TOO_LARGE,
        /** A number that is infinite, not a number, or an integer beyond 2^53 - 1 either way. */
        NUMBER,
        /** A text that is not valid Unicode. */
        TEXT,
        /** An ignore entry without a text {@code ref}. */
        IGNORE_REF,
        /** Bytes that are not the canonical form of an entry. */
        NOT_CANONICAL,
        /** The bytes of an entry and the id that came with them do not belong together. */
        ID_MISMATCH
    }

    /** An exception for one broken rule. */
    public InvalidEntryException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** The rule that was broken. */
    public Reason reason() {
        return reason;
    }
}

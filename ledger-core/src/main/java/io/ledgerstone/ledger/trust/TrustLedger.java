package io.ledgerstone.ledger.trust;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.KeyLayout;

/** The two ledgers that say whom and what to trust. All their entries are signed, and their keys have realms. */
public enum TrustLedger {
    /** Who is in the group. */
    ROSTER("roster"),
    /** Which device vouches for which entries of other ledgers. */
    SEALS("seals");

    /** The layout of both ledgers' keys. */
    public static final KeyLayout LAYOUT = KeyLayout.CROSS_REALM;

    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // A codec is immutable; it only does not carry the annotation.
    private final EntryCodec codec;

    TrustLedger(String text) {
        this.text = text;
        codec = new EntryCodec(text, KeyLayout.CROSS_REALM);
    }

    /** Whether the ledger of a name is one of the two. */
    public static boolean isOne(String ledger) {
        return ledger.equals(ROSTER.text) || ledger.equals(SEALS.text);
    }

    /** The ledger's name. */
    public String text() {
        return text;
    }

    /** What makes this ledger's entries. */
    public EntryCodec codec() {
        return codec;
    }
}

package io.ledgerstone.ledger.trust;

import java.util.Locale;

/** What a peer sent that it should not have, as counts name it. Some of it happens to honest peers too. */
public enum Offence {
    /** A signature that is not the named device's for this entry. */
    FORGED,
    /** No seal where a seal must be, or one that breaks the format. */
    MALFORMED,
    /** A genuine signed entry that was here before; in a mesh this is common. */
    REPLAYED,
    /** A seal whose number its device used for another seal: a copied device, one set back to an old backup, or a lie. */
    STALE,
    /** A word of a revoked device from after what still counts. */
    REVOKED,
    /** An entry that nobody vouches for. */
    UNSEALED,
    /** An entry that somebody vouches for who may not. */
    NOT_ALLOWED;

    /** The offence in counts and reports. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package io.ledgerstone.ledger.trust;

/** Whether a ledger may take an entry now. Whatever is not accepted may be once more seals or roster entries are here. */
public sealed interface Acceptance {
    /** Take it: a device whose word counts vouches for it. */
    record Accepted() implements Acceptance {}

    /** Not yet: nobody vouches for it. */
    record Unsealed() implements Acceptance {}

    /**
     * Not now: somebody vouches for it, but not so that it counts.
     *
     * @param reason why
     */
    record NotAllowed(Reason reason) implements Acceptance {}

    /** The one {@link Accepted}. */
    Acceptance ACCEPTED = new Accepted();

    /** The one {@link Unsealed}. */
    Acceptance UNSEALED = new Unsealed();

    /** Why a seal does not count; the first that applies is told. */
    enum Reason {
        /** The device was revoked, and this seal comes after what still counts. */
        REVOKED,
        /** A member may vouch for its own creator's entries alone. */
        NOT_OWN_CREATOR,
        /** The roster does not know the device. */
        UNKNOWN_DEVICE
    }
}

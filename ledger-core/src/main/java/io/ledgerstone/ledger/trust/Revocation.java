package io.ledgerstone.ledger.trust;

import io.ledgerstone.ledger.entry.EntryId;
import java.util.Set;

/**
 * The end of a device's word. What it signed up to the cuts still counts.
 *
 * @param entry the roster entry that says so
 * @param by who says so
 * @param time when, in unix seconds
 * @param reason why, for people
 * @param cuts the last entries of the device's chains that count, with all before them
 */
public record Revocation(EntryId entry, DeviceKey by, long time, String reason, Set<EntryId> cuts) {
    /** Copies the cuts. */
    public Revocation {
        cuts = Set.copyOf(cuts);
    }
}

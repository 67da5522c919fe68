package io.ledgerstone.ledger.trust;

import io.ledgerstone.ledger.entry.EntryId;
import org.jspecify.annotations.Nullable;

/**
 * An invite in the roster: whoever knows the secret may be admitted once, by the device that made it.
 *
 * @param entry the roster entry
 * @param secretHash see {@link Invite#secretHash}
 * @param role the role it gives
 * @param name a name that was thought of, or empty
 * @param expires the last moment, in unix seconds
 * @param by who made it
 * @param usedBy who was admitted with it, or null if nobody was yet
 */
public record Invitation(
        EntryId entry,
        String secretHash,
        Role role,
        String name,
        long expires,
        DeviceKey by,
        @Nullable DeviceKey usedBy) {

    Invitation used(DeviceKey device) {
        return new Invitation(entry, secretHash, role, name, expires, by, device);
    }
}

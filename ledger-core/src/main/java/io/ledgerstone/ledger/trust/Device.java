package io.ledgerstone.ledger.trust;

import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.Key;
import org.jspecify.annotations.Nullable;

/**
 * A device that the roster knows.
 *
 * @param key its key
 * @param name its name, unlike all others' in the roster
 * @param role what it may do
 * @param node its number in the mesh, from 1, unlike all others' in the roster; 0 if it is not in the roster yet
 * @param realm the realm of its own entries
 * @param creator the creator of its own entries
 * @param admission the entry that let it in; null for the founder
 * @param admittedBy who let it in; the founder for itself
 * @param rank how many are senior to it: those of earlier generations, and of its own those admitted before it
 * @param revocation the end of its word, or null
 */
public record Device(
        DeviceKey key,
        String name,
        Role role,
        int node,
        int realm,
        long creator,
        @Nullable EntryId admission,
        DeviceKey admittedBy,
        int rank,
        @Nullable Revocation revocation) {

    /** Whether its word has ended. */
    public boolean isRevoked() {
        return revocation != null;
    }

    /** Whether entries with this key are the device's own. Keys without a realm, as in classic ledgers, go by the creator alone. */
    public boolean owns(Key entryKey) {
        return entryKey.creator() == creator && (entryKey.realm() == realm || entryKey.realm() == 0);
    }

    /** Whether the device may vouch for entries with this key. */
    public boolean maySeal(Key entryKey) {
        return role.leads() || owns(entryKey);
    }

    /** Whether the device, as far as their roles go, may revoke another: an officer members and officers junior to it. */
    boolean mayRevoke(Device other) {
        boolean outranks = role.leads() && (!other.role.leads() || rank < other.rank);
        return key.equals(other.key) || outranks;
    }

    Device ranked(int newRank) {
        return new Device(key, name, role, node, realm, creator, admission, admittedBy, newRank, revocation);
    }

    Device revoked(@Nullable Revocation by) {
        return new Device(key, name, role, node, realm, creator, admission, admittedBy, rank, by);
    }

    Device named(String uniqueName, int uniqueNode) {
        return new Device(key, uniqueName, role, uniqueNode, realm, creator, admission, admittedBy, rank, revocation);
    }
}

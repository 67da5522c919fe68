package io.ledgerstone.ledger.trust;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.LedgerException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the roster's entries as one device. Whether an entry has an effect is for the {@link Roster} to say: ask it first. Confined
 * to one thread, as the {@link OwnEntries} inside.
 */
public final class RosterEntries {
    private final OwnEntries own;

    /** Entries of the roster, made with these keys. */
    public RosterEntries(OwnEntries own) {
        if (own.ledger() != TrustLedger.ROSTER) {
            throw new LedgerException("Roster entries go in the ledger " + TrustLedger.ROSTER.text() + ", not in "
                    + own.ledger().text());
        }
        this.own = own;
    }

    /** Begins a group; the signer is its founder. */
    public Entry group(String name, String deviceName, int realm, long creator, long nowSeconds) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("founder", own.key().toString());
        fields.put("device", deviceName);
        fields.put("realm", realm);
        fields.put("creator", creator);
        return make(RosterNote.GROUP, fields, nowSeconds);
    }

    /**
     * Promises to admit whoever knows a secret.
     *
     * @param secretHash see {@link Invite#secretHash}
     * @param name a name that is thought of, or empty
     * @param expires the last moment, in unix seconds
     */
    public Entry invite(String secretHash, Role role, String name, long expires, long nowSeconds) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("secretHash", secretHash);
        fields.put("role", role.text());
        if (!name.isEmpty()) {
            fields.put("name", name);
        }
        fields.put("expires", expires);
        return make(RosterNote.INVITE, fields, nowSeconds);
    }

    /**
     * Admits a device that has told the secret of an invite this signer made.
     *
     * @param node the number it should have, such as {@link Roster#freeNode()}; it gets another if that is taken
     */
    public Entry device(
            Invitation invitation, DeviceKey device, String name, int node, int realm, long creator, long nowSeconds) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("device", device.toString());
        fields.put("name", name);
        fields.put("role", invitation.role().text());
        fields.put("node", node);
        fields.put("realm", realm);
        fields.put("creator", creator);
        fields.put("invite", invitation.entry().toString());
        return make(RosterNote.DEVICE, fields, nowSeconds);
    }

    /**
     * Ends a device's word.
     *
     * @param cuts the last entries of its chains that count, such as {@link Guard#cuts}; none if nothing counts
     */
    public Entry revoke(DeviceKey device, Collection<EntryId> cuts, String reason, long nowSeconds) {
        List<String> texts =
                cuts.stream().sorted().distinct().map(EntryId::toString).toList();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("device", device.toString());
        fields.put("cuts", texts);
        fields.put("reason", reason);
        return make(RosterNote.REVOKE, fields, nowSeconds);
    }

    /** Nothing goes in the ledger for ever that no host can read. */
    private Entry make(String type, Map<String, Object> fields, long nowSeconds) {
        Map<String, Object> signed = new LinkedHashMap<>(fields);
        signed.put(SignedEntry.BY, own.key().toString());
        RosterNote.requireReadable(type, Fields.of(signed));
        return own.make(type, Fields.of(fields), nowSeconds);
    }
}

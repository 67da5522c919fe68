package io.ledgerstone.ledger.trust;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.LedgerException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is in the group, made from the roster's entries. The same entries make the same roster in whatever order they came; the rules
 * are in the package's description. Signatures are not checked here: what is in the ledger was checked before. Immutable.
 */
public final class Roster {
    /** Admissions between the founder and a device. */
    public static final int DEPTH_MAX = 8;

    /** Ends of a device's chain that are told; more than one only of a device that was copied or set back. */
    static final int HEADS_MAX = 64;

    private final DeviceKey founder;
    private final String name;
    private final Map<DeviceKey, Device> devices;
    private final Map<EntryId, Invitation> invitations;
    private final Map<EntryId, Entry> admissions;
    private final Map<DeviceKey, List<EntryId>> heads;
    private final List<NoEffect> withoutEffect;

    Roster(
            DeviceKey founder,
            String name,
            Map<DeviceKey, Device> devices,
            Map<EntryId, Invitation> invitations,
            Map<EntryId, Entry> admissions,
            Map<DeviceKey, List<EntryId>> heads,
            List<NoEffect> withoutEffect) {
        this.founder = founder;
        this.name = name;
        this.devices = new LinkedHashMap<>(devices);
        this.invitations = new LinkedHashMap<>(invitations);
        this.admissions = Map.copyOf(admissions);
        this.heads = Map.copyOf(heads);
        this.withoutEffect = List.copyOf(withoutEffect);
    }

    /**
     * The roster of a group.
     *
     * @param founder the key that the invite or the group's beginning told
     * @param entries what is in the roster's ledger, in any order
     */
    public static Roster fold(DeviceKey founder, Collection<Entry> entries) {
        return new RosterFold(founder, entries).roster();
    }

    /** The key that began the group. */
    public DeviceKey founder() {
        return founder;
    }

    /** The group's name; empty until the founder's first entry is here. */
    public String name() {
        return name;
    }

    /** All devices that were ever admitted, revoked ones too: the founder, then by admission in ledger order. */
    public List<Device> devices() {
        return List.copyOf(devices.values());
    }

    /** The device of a key. */
    public Optional<Device> device(DeviceKey key) {
        return Optional.ofNullable(devices.get(key));
    }

    /** The device with a node number. */
    public Optional<Device> node(int node) {
        return devices.values().stream().filter(device -> device.node() == node).findFirst();
    }

    /** Whether a device is in the roster and its word has not ended. */
    public boolean isMember(DeviceKey key) {
        Device device = devices.get(key);
        return device != null && !device.isRevoked();
    }

    /** Whether a device may invite, admit and revoke. */
    public boolean leads(DeviceKey key) {
        Device device = devices.get(key);
        return device != null && !device.isRevoked() && device.role().leads();
    }

    /** Whether one device may revoke another: an officer revokes members and officers who came after it. */
    public boolean mayRevoke(DeviceKey by, DeviceKey target) {
        Device who = devices.get(by);
        Device whom = devices.get(target);
        return who != null && whom != null && !who.isRevoked() && who.mayRevoke(whom);
    }

    /**
     * The device, not revoked, that some key of this realm and creator belongs to. Whoever admits another one for the same lets it
     * write as the first: ask a person.
     */
    public Optional<Device> owner(int realm, long creator) {
        return devices.values().stream()
                .filter(device -> !device.isRevoked() && device.creator() == creator)
                .filter(device -> device.realm() == realm || realm == 0 || device.realm() == 0)
                .findFirst();
    }

    /** All invites that count, used ones too. */
    public List<Invitation> invitations() {
        return List.copyOf(invitations.values());
    }

    /** The invite of a secret that nobody has used yet. Look at its expiry. */
    public Optional<Invitation> invitation(String secretHash) {
        return invitations.values().stream()
                .filter(invitation -> invitation.usedBy() == null)
                .filter(invitation -> invitation.secretHash().equals(secretHash))
                .findFirst();
    }

    /** Entries that change nothing, and why. */
    public List<NoEffect> withoutEffect() {
        return withoutEffect;
    }

    /** The lowest node number that no device has. */
    public int freeNode() {
        int node = 1;
        while (node(node).isPresent()) {
            node++;
        }
        return node;
    }

    /** A name that no device has: the wish, or the wish with a number. */
    public String freeName(String wish) {
        return RosterFold.uniqueName(
                wish,
                taken -> devices.values().stream()
                        .anyMatch(device -> device.name().equals(taken)));
    }

    /** The ends of a device's chain of roster entries, for the cuts of a revocation. */
    public List<EntryId> heads(DeviceKey key) {
        return heads.getOrDefault(key, List.of());
    }

    /**
     * What a device shows to hosts whose roster may be older: the admissions from the founder to it.
     *
     * @throws LedgerException if the device is not in the roster
     */
    public Credentials credentials(DeviceKey key) {
        Deque<Entry> chain = new ArrayDeque<>();
        Device device = devices.get(key);
        if (device == null) {
            throw new LedgerException("The roster does not know the device " + key.fingerprint());
        }
        while (device != null && device.admission() != null) {
            Entry admission = admissions.get(device.admission());
            if (admission != null) {
                chain.addFirst(admission);
            }
            device = devices.get(device.admittedBy());
        }
        return new Credentials(List.copyOf(chain));
    }

    /** What became of credentials. */
    public sealed interface Verdict {
        /** They are good; the device's node is 0 if this roster does not have it yet and its admission names none. */
        record Good(Device device) implements Verdict {}

        /** They are not. */
        record Bad(String reason) implements Verdict {}
    }

    /** Whether a device that showed credentials belongs to the group, as far as this roster knows. */
    public Verdict verify(DeviceKey key, Credentials credentials, SignatureCheck check) {
        Device known = devices.get(key);
        if (known != null) {
            return known.isRevoked()
                    ? new Verdict.Bad("the device " + known.name() + " was revoked")
                    : new Verdict.Good(known);
        }
        if (credentials.chain().isEmpty() || credentials.chain().size() > DEPTH_MAX) {
            return new Verdict.Bad("the roster does not know the device " + key.fingerprint()
                    + " and it showed no credentials; invite it, or wait until the roster is here");
        }
        List<Device> links = new ArrayList<>();
        for (Entry entry : credentials.chain()) {
            DeviceKey admitter = links.isEmpty() ? founder : links.getLast().key();
            Device admitted = admitted(entry, admitter, check);
            boolean admitterLeads = links.isEmpty() || links.getLast().role().leads();
            if (admitted == null || !admitterLeads) {
                return new Verdict.Bad("link " + (links.size() + 1) + " of the credentials was not signed by "
                        + "an officer that the link before admitted; ask the group's founder for a new invite");
            }
            links.add(admitted);
        }
        return links.getLast().key().equals(key)
                ? new Verdict.Good(links.getLast())
                : new Verdict.Bad("the credentials are those of another device");
    }

    /** The device that an entry admits, if the admitter signed it and neither was revoked; null otherwise. */
    private @Nullable Device admitted(Entry entry, DeviceKey admitter, SignatureCheck check) {
        if (!(RosterNote.read(entry) instanceof RosterNote.Admit admit)
                || !admit.by().equals(admitter)
                || !SignedEntry.isValid(entry, TrustLedger.ROSTER, check)) {
            return null;
        }
        Device known = devices.get(admit.device().key());
        Device who = devices.get(admitter);
        if (known != null) {
            return known.isRevoked() ? null : known;
        }
        return who != null && who.isRevoked() ? null : admit.device();
    }
}

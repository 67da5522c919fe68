package io.ledgerstone.gossip;

import io.ledgerstone.ledger.Authorization;
import io.ledgerstone.ledger.Authorization.Decision;
import io.ledgerstone.ledger.Authorization.Movement;
import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.Query;
import io.ledgerstone.ledger.Source;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.LedgerException;
import io.ledgerstone.ledger.trust.Acceptance;
import io.ledgerstone.ledger.trust.Credentials;
import io.ledgerstone.ledger.trust.Device;
import io.ledgerstone.ledger.trust.DeviceKey;
import io.ledgerstone.ledger.trust.Ed25519;
import io.ledgerstone.ledger.trust.Guard;
import io.ledgerstone.ledger.trust.Invitation;
import io.ledgerstone.ledger.trust.Judgement;
import io.ledgerstone.ledger.trust.OwnEntries;
import io.ledgerstone.ledger.trust.Role;
import io.ledgerstone.ledger.trust.Roster;
import io.ledgerstone.ledger.trust.RosterEntries;
import io.ledgerstone.ledger.trust.Seal;
import io.ledgerstone.ledger.trust.Signer;
import io.ledgerstone.ledger.trust.TrustLedger;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A host's part in its group's trust: decides what comes in from peers, vouches for what the host writes, and keeps the roster. Two
 * ledgers hold all of it. Deciding is for any thread; everything else belongs to one.
 */
final class GroupTrust implements MeshGate.Judge {
    /** How a group writes its own two ledgers. */
    static final Source SELF = new Source(Source.Kind.LOCAL, "mesh");

    private static final int BATCH = 1000;

    private final Guard guard;
    private final DeviceKey self;
    private final InstantSource clock;
    private final Authorization notFarAhead;
    private final OwnEntries ownRoster;
    private final OwnEntries ownSeals;
    private final RosterEntries rosterEntries;

    /**
     * Nothing read yet.
     *
     * @param founder the key that the group began with
     * @param signer this host's device
     * @param realm the realm of the host's own entries
     * @param creator their creator
     * @param salt a number that others cannot know
     */
    GroupTrust(DeviceKey founder, Signer signer, int realm, long creator, long salt, InstantSource clock) {
        guard = new Guard(founder, new Ed25519(), salt);
        self = signer.key();
        this.clock = clock;
        notFarAhead = Authorization.notFarAhead(clock);
        ownRoster = new OwnEntries(TrustLedger.ROSTER, signer, realm, creator);
        ownSeals = new OwnEntries(TrustLedger.SEALS, signer, realm, creator);
        rosterEntries = new RosterEntries(ownRoster);
    }

    Guard guard() {
        return guard;
    }

    DeviceKey self() {
        return self;
    }

    Roster roster() {
        return guard.roster();
    }

    /**
     * This host's number.
     *
     * @throws LedgerException if the roster does not have this device
     */
    int number() {
        return roster().device(self)
                .map(Device::node)
                .orElseThrow(() -> new LedgerException("The roster does not have this device; join the group again"));
    }

    /** Whether a number is that of a device that was revoked. */
    boolean isOut(int node) {
        return roster().node(node).map(Device::isRevoked).orElse(false);
    }

    private long nowSeconds() {
        return Math.floorDiv(clock.millis(), 1000L);
    }

    /** A host's part, as its own two ledgers tell it. */
    static GroupTrust open(MeshOptions.Group group, MeshOptions options, MeshLedgers ledgers) {
        GroupTrust trust = new GroupTrust(
                group.founder(),
                Ed25519.signer(group.identity().secret()),
                options.realm(),
                options.creator(),
                new SecureRandom().nextLong(),
                options.clock());
        trust.load(
                ledgers.findOrMake(TrustLedger.ROSTER.text(), TrustLedger.LAYOUT),
                ledgers.findOrMake(TrustLedger.SEALS.text(), TrustLedger.LAYOUT));
        return trust;
    }

    private void load(Ledger roster, Ledger seals) {
        read(roster);
        read(seals);
    }

    private void read(Ledger ledger) {
        try (Stream<Entry> entries = ledger.entries(Query.ALL)) {
            List<Entry> batch = new ArrayList<>();
            entries.forEach(entry -> {
                batch.add(entry);
                if (batch.size() == BATCH && ledger.name().equals(TrustLedger.SEALS.text())) {
                    learn(ledger.name(), batch);
                    batch.clear();
                }
            });
            learn(ledger.name(), batch);
        }
    }

    /** Entries of one of the two ledgers are durable here. */
    void learn(String ledger, List<Entry> entries) {
        if (ledger.equals(TrustLedger.ROSTER.text())) {
            entries.forEach(ownRoster::seen);
            guard.learnRoster(entries);
        } else {
            entries.forEach(ownSeals::seen);
            guard.learnSeals(entries);
        }
    }

    // -------------------------------------------------------------------------------------------------- decisions

    @Override
    public Decision decide(String ledger, Entry entry, Movement movement, Source source) {
        if (movement == Movement.SEND) {
            return Decision.ALLOWED;
        }
        if (notFarAhead.decide(entry, movement, source) instanceof Decision.Refused ahead) {
            return ahead;
        }
        if (ledger.equals(TrustLedger.ROSTER.text())) {
            return decision(guard.acceptsRoster(entry, source.name()));
        }
        if (ledger.equals(TrustLedger.SEALS.text())) {
            return decision(guard.acceptsSeal(entry, source.name()));
        }
        return switch (guard.acceptance(ledger, entry, source.name())) {
            case Acceptance.Accepted accepted -> Decision.ALLOWED;
            case Acceptance.Unsealed unsealed -> new Decision.Refused("no seal covers it yet");
            case Acceptance.NotAllowed not ->
                new Decision.Refused(words(not.reason().name()));
        };
    }

    private static Decision decision(Judgement judgement) {
        return judgement instanceof Judgement.Refused refused
                ? new Decision.Refused(words(refused.offence().name()))
                : Decision.ALLOWED;
    }

    private static String words(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Whether seals that came with entries may be believed; they take effect at once. */
    List<Entry> genuine(List<Entry> seals, String sender) {
        return seals.stream()
                .filter(seal -> guard.acceptsSeal(seal, sender).isGenuine())
                .toList();
    }

    // ---------------------------------------------------------------------------------------------------- sealing

    /** A seal over entries of this host; it takes effect here at once. */
    Entry seal(String ledger, List<EntryId> ids) {
        Entry seal = Seal.make(ownSeals, ledger, ids, nowSeconds());
        guard.learnSeals(List.of(seal));
        return seal;
    }

    /** Entries of a ledger that nobody else would take unless this host vouches for them. */
    List<EntryId> needSeals(Ledger ledger, int max) {
        try (Stream<Entry> entries = ledger.entries(Query.ALL)) {
            return guard.needsSeal(self, ledger.name(), entries.iterator(), max).stream()
                    .map(Entry::id)
                    .toList();
        }
    }

    // --------------------------------------------------------------------------------------------------- the roster

    Entry found(String groupName, String deviceName, int realm, long creator) {
        return rosterEntries.group(groupName, deviceName, realm, creator, nowSeconds());
    }

    Entry invite(String secretHash, Role role, String name, long expires) {
        requireLeader("invite anybody");
        return rosterEntries.invite(secretHash, role, name, expires, nowSeconds());
    }

    /** The admission of a device that knows the secret of an invite of this host. */
    Entry admit(String secretHash, DeviceKey device, String name, int realm, long creator) {
        Invitation invitation = roster().invitations().stream()
                .filter(known -> known.secretHash().equals(secretHash))
                .findFirst()
                .orElse(null);
        if (invitation == null || !invitation.by().equals(self)) {
            throw new LedgerException("This host has made no such invite; ask for a new one");
        }
        if (invitation.usedBy() != null) {
            throw new LedgerException("This invite has been used already; ask for a new one");
        }
        if (invitation.expires() < nowSeconds()) {
            throw new LedgerException("This invite has expired; ask for a new one");
        }
        if (roster().isMember(device)) {
            throw new LedgerException("This device is in the group already; start the host");
        }
        Device owner = roster().owner(realm, creator).orElse(null);
        if (owner != null && !owner.isRevoked()) {
            throw new LedgerException("The creator " + creator + " of realm " + realm + " belongs to the device "
                    + owner.name() + "; set another ledger.creator");
        }
        String wish = invitation.name().isEmpty() ? name : invitation.name();
        return rosterEntries.device(
                invitation, device, roster().freeName(wish), roster().freeNode(), realm, creator, nowSeconds());
    }

    Entry revoke(Device device, String reason) {
        if (!roster().mayRevoke(self, device.key())) {
            throw new LedgerException("This host's device may not revoke " + device.name()
                    + "; officers revoke members and officers junior to them, the founder anybody");
        }
        return rosterEntries.revoke(device.key(), guard.cuts(device.key()), reason, nowSeconds());
    }

    private void requireLeader(String what) {
        if (!roster().leads(self)) {
            throw new LedgerException("Only the founder and officers may " + what + "; ask one of them");
        }
    }

    /** What this device shows to hosts that may not know it. */
    Credentials credentials() {
        Roster now = roster();
        return now.device(self).isPresent() ? now.credentials(self) : new Credentials(List.of());
    }
}

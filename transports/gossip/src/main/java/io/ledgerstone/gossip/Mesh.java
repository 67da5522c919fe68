package io.ledgerstone.gossip;

import io.ledgerstone.gossip.link.LinkIdentity;
import io.ledgerstone.gossip.protocol.Answer;
import io.ledgerstone.gossip.protocol.MeshStatus;
import io.ledgerstone.gossip.protocol.Question;
import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.Query;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.LedgerException;
import io.ledgerstone.ledger.trust.Device;
import io.ledgerstone.ledger.trust.DeviceKey;
import io.ledgerstone.ledger.trust.Ed25519;
import io.ledgerstone.ledger.trust.Invite;
import io.ledgerstone.ledger.trust.Offence;
import io.ledgerstone.ledger.trust.OwnEntries;
import io.ledgerstone.ledger.trust.Role;
import io.ledgerstone.ledger.trust.Roster;
import io.ledgerstone.ledger.trust.RosterEntries;
import io.ledgerstone.ledger.trust.TrustLedger;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/**
 * A host's place in a gossip mesh: linked to a few other hosts, it keeps its ledgers the same as theirs, and so as everybody's.
 *
 * <p>Messages are entries of the ledger {@value #MESSAGES}, so they are kept, sealed and brought to late comers like all others; the
 * id of a message is its entry's. Their order on the way is not promised, that everybody gets them all is.
 *
 * <p>Any thread may call any method; those that change something wait until it is on disk.
 */
public final class Mesh implements AutoCloseable {
    /** The ledger of messages. */
    public static final String MESSAGES = "messages";

    /** The ledger of the group's members. */
    public static final String ROSTER = TrustLedger.ROSTER.text();

    /** The type of a message's entry. */
    static final String MESSAGE_TYPE = "message";

    /** The field of a message's text. */
    static final String MESSAGE_TEXT = "text";

    private final MeshCore core;
    private final Ledger messages;

    private Mesh(MeshCore core, Ledger messages) {
        this.core = core;
        this.messages = messages;
    }

    /**
     * Begins to listen, and to look for others.
     *
     * @param options who the host is, and where others are
     * @param ledgers the host's ledgers, opened with the authorization of the gate
     * @param gate decides about entries of peers while the mesh runs
     * @param states what the host's addons make of the ledgers; {@link StateSource#NONE} if it has none
     * @throws LedgerException if it cannot listen, or if a ledger cannot be opened
     */
    public static Mesh start(MeshOptions options, MeshLedgers ledgers, MeshGate gate, StateSource states) {
        Ledger messages = ledgers.findOrMake(MESSAGES, KeyLayout.CROSS_REALM);
        return new Mesh(MeshCore.start(options, ledgers, gate, states), messages);
    }

    /** This host's number in the mesh. */
    public int node() {
        return core.number();
    }

    /** Where others can dial this host; empty if nowhere. */
    public String address() {
        return core.address();
    }

    /**
     * Tells everybody something.
     *
     * @return the message id; it is on this host's disk now, and on its way
     */
    public EntryId submitMessage(String message) {
        return durable(messages.append(MESSAGE_TYPE, Map.of(MESSAGE_TEXT, message)))
                .entry()
                .id();
    }

    /** All messages that this host has, in ledger order. */
    public List<String> getMessages() {
        try (Stream<Entry> entries = messages.entries(Query.ALL.types(MESSAGE_TYPE))) {
            return entries.map(
                            entry -> Objects.requireNonNullElse(entry.fields().text(MESSAGE_TEXT), ""))
                    .toList();
        }
    }

    /** How the node is: its neighbours, what went over the links, how long entries were on their way. */
    public MeshStatus status() {
        return core.status();
    }

    /** Milliseconds by the clock of {@link #status()} and {@link #verdicts()}. */
    public long nowMs() {
        return core.nowMs();
    }

    /** Asks a node of the mesh something; completes with a refusal if it does not answer within ten seconds. */
    public CompletableFuture<Answer> ask(int node, Question question) {
        return core.questions().ask(node, question);
    }

    /** How each shared ledger stands to the copies of the peers that are up. */
    public List<LedgerVerdicts> verdicts() {
        return core.verdicts();
    }

    // ----------------------------------------------------------------------------------------------------- groups

    /**
     * Founds a group, before there is a mesh.
     *
     * @param roster the host's empty ledger of members
     * @param groupName what the group is called
     * @param deviceName what the founding device is called
     * @param realm the realm of the device's own entries
     * @param creator their creator
     * @return the group's founder: this device
     */
    public static DeviceKey found(
            Ledger roster, LinkIdentity identity, String groupName, String deviceName, int realm, long creator) {
        OwnEntries own = new OwnEntries(TrustLedger.ROSTER, Ed25519.signer(identity.secret()), realm, creator);
        Entry group =
                new RosterEntries(own).group(groupName, deviceName, realm, creator, System.currentTimeMillis() / 1000);
        durable(roster.insert(List.of(group), GroupTrust.SELF));
        return own.key();
    }

    /**
     * Joins the group of an invite, before there is a mesh. Waits for the inviting host.
     *
     * @throws LedgerException if nobody lets this device in; the message says why
     */
    public static Joined join(Invite invite, LinkIdentity identity, String name, int realm, long creator) {
        return Joining.join(invite, identity, name, realm, creator);
    }

    /** Keeps what a device that has joined needs to be let in elsewhere. */
    public static void remember(Joined joined, Ledger roster) {
        durable(roster.insert(joined.roster(), GroupTrust.SELF));
    }

    /**
     * Makes an invite that is good once.
     *
     * @param role what the invited may do
     * @param name a name for the device, or empty to let it choose
     * @throws LedgerException if the mesh is insecure, or this device may not invite
     */
    public Invite invite(Role role, String name, Duration validity) {
        byte[] secret = new byte[Invite.SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        long expires = Math.floorDiv(core.options().clock().millis(), 1000L) + validity.toSeconds();
        DeviceKey founder = core.trust().roster().founder();
        Invite invite = Invite.of(founder.fingerprint(), self().fingerprint(), secret, expires, List.of(address()));
        return core.writeRoster(
                by -> new MeshCore.Written<>(by.invite(Invite.secretHash(secret), role, name, expires), invite));
    }

    /**
     * Ends a device's word: nothing it makes from now on is accepted.
     *
     * @param device the device's name, or its key's fingerprint
     * @throws LedgerException if there is no such device, or this one may not revoke it
     */
    public Device revoke(String device, String reason) {
        Device target = core.trust().roster().devices().stream()
                .filter(known -> known.name().equals(device)
                        || known.key().fingerprint().toString().equals(device))
                .findFirst()
                .orElseThrow(() ->
                        new LedgerException("The roster has no device '" + device + "'; ledgerstone roster shows all"));
        return core.writeRoster(by -> new MeshCore.Written<>(by.revoke(target, reason), target));
    }

    /**
     * The group's members.
     *
     * @throws LedgerException if the mesh is insecure and has no group
     */
    public Roster roster() {
        return core.trust().roster();
    }

    /** Whether there is a group; an insecure mesh has none. */
    public boolean hasGroup() {
        return core.hasGroup();
    }

    /** What each peer sent that it should not have; nothing is noted in an insecure mesh. */
    public SortedMap<String, Map<Offence, Long>> offences() {
        return core.hasGroup() ? core.trust().guard().offences() : new TreeMap<>();
    }

    /** This device's key. */
    public DeviceKey self() {
        return core.trust().self();
    }

    /** What a peer is called; its number if it has no name. */
    public String nameOf(String peer) {
        return core.nameOf(peer);
    }

    /** Waits until something is durable. */
    static <T> T durable(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof LedgerException cause ? cause : e;
        }
    }

    /** Lets go of all peers. The ledgers stay open. */
    @Override
    public void close() {
        core.close();
    }
}

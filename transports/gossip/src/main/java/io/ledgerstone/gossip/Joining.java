package io.ledgerstone.gossip;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.ledgerstone.gossip.link.JoinClient;
import io.ledgerstone.gossip.link.JoinOutcome;
import io.ledgerstone.gossip.link.LinkIdentity;
import io.ledgerstone.gossip.protocol.WireEntries;
import io.ledgerstone.gossip.wire.JoinAnswer;
import io.ledgerstone.gossip.wire.JoinRequest;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.LedgerException;
import io.ledgerstone.ledger.trust.DeviceKey;
import io.ledgerstone.ledger.trust.Invite;
import io.ledgerstone.ledger.trust.TrustLedger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How a device becomes a member: it shows the secret of an invite to the host that made it, and gets what it needs to be let in. */
final class Joining {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int NAME_CHARS_MAX = 64;

    /** Addresses that an answer tells. */
    static final int ADDRESSES_MAX = 16;

    private Joining() {}

    /**
     * Joins the group of an invite, by the first of its addresses where the right host answers. Waits.
     *
     * @throws LedgerException if nobody lets this device in; the message says why
     */
    static Joined join(Invite invite, LinkIdentity identity, String name, int realm, long creator) {
        byte[] request = JoinRequest.newBuilder()
                .setSecret(ByteString.copyFrom(invite.secret()))
                .setName(name)
                .setRealm(realm)
                .setCreator((int) creator)
                .build()
                .toByteArray();
        String problem = "the invite names no address";
        for (String address : invite.addresses()) {
            switch (JoinClient.join(address, invite.host().bytes(), identity, request, PATIENCE)) {
                case JoinOutcome.Admitted admitted -> {
                    return read(admitted.answer(), invite, address);
                }
                case JoinOutcome.Refused refused ->
                    throw new LedgerException(
                            "The host at " + address + " does not let this device in: " + refused.reason());
                case JoinOutcome.WrongKey wrong -> problem = wrong.reason();
                case JoinOutcome.NoAnswer none -> problem = none.reason();
            }
        }
        throw new LedgerException("No host of the invite could be reached (" + problem
                + "). Ask whoever invited you whether their host runs and can be reached from here");
    }

    private static Joined read(byte[] bytes, Invite invite, String address) {
        try {
            JoinAnswer answer = JoinAnswer.parseFrom(bytes);
            DeviceKey founder = DeviceKey.of(answer.getFounder().toByteArray());
            if (!founder.fingerprint().equals(invite.founder())) {
                throw new LedgerException(
                        "The host at " + address + " is in another group than the invite; ask for a new one");
            }
            List<Entry> roster = new ArrayList<>();
            for (io.ledgerstone.gossip.wire.Entry entry : answer.getRosterList()) {
                roster.add(WireEntries.open(entry, TrustLedger.ROSTER.codec()));
            }
            Set<String> addresses = new LinkedHashSet<>(List.of(address));
            addresses.addAll(answer.getAddressesList());
            return new Joined(
                    answer.getGroup(),
                    founder,
                    roster,
                    answer.getNode(),
                    answer.getName(),
                    answer.getRole(),
                    List.copyOf(addresses));
        } catch (InvalidProtocolBufferException e) {
            throw new LedgerException(
                    "The host at " + address + " gave an answer that is none; is it of another version?", e);
        }
    }

    /** What a stranger says. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares wishes.
    record Wish(byte[] secret, String name, int realm, long creator) {}

    /**
     * Reads what a stranger sent.
     *
     * @throws LedgerException if it is nothing of the kind
     */
    static Wish read(byte[] request) {
        try {
            JoinRequest read = JoinRequest.parseFrom(request);
            long creator = Integer.toUnsignedLong(read.getCreator());
            Key.of(0, 0, read.getRealm(), creator);
            if (read.getSecret().size() != Invite.SECRET_BYTES || read.getName().length() > NAME_CHARS_MAX) {
                throw new LedgerException("This is no request to join");
            }
            return new Wish(read.getSecret().toByteArray(), read.getName(), read.getRealm(), creator);
        } catch (InvalidProtocolBufferException e) {
            throw new LedgerException("This is no request to join", e);
        }
    }

    static byte[] answer(Joined joined) {
        JoinAnswer.Builder answer = JoinAnswer.newBuilder();
        joined.roster().forEach(entry -> answer.addRoster(WireEntries.write(entry)));
        return answer.setGroup(joined.group())
                .setFounder(ByteString.copyFrom(joined.founder().bytes()))
                .setNode(joined.node())
                .setName(joined.name())
                .setRole(joined.role())
                .addAllAddresses(joined.addresses())
                .build()
                .toByteArray();
    }
}

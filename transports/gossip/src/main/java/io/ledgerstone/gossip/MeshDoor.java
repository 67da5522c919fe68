package io.ledgerstone.gossip;

import io.ledgerstone.gossip.link.Admission;
import io.ledgerstone.gossip.link.Decision;
import io.ledgerstone.gossip.link.Greeting;
import io.ledgerstone.gossip.link.JoinRefused;
import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.Query;
import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.LedgerException;
import io.ledgerstone.ledger.trust.Credentials;
import io.ledgerstone.ledger.trust.Device;
import io.ledgerstone.ledger.trust.DeviceKey;
import io.ledgerstone.ledger.trust.Invite;
import io.ledgerstone.ledger.trust.Roster;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who may come in: members of the group, and whoever shows that a member let it in. In an insecure mesh everybody. Any thread.
 *
 * @param self this host's number
 * @param trust the group's, or null
 * @param learn takes roster entries that were shown, and who showed them
 */
record MeshDoor(int self, @Nullable GroupTrust trust, BiConsumer<List<Entry>, String> learn) implements Admission {
    private static final int ROSTER_BYTES_MAX = 48 * 1024;

    @Override
    public Decision decide(Greeting greeting) {
        byte[] publicKey = greeting.publicKey();
        GroupTrust by = trust;
        if (by == null || publicKey == null) {
            return greeting.node() == self
                    ? new Decision.Refused("node " + self + " is here already; give each host its own mesh.node")
                    : new Decision.Accepted(Integer.toString(greeting.node()));
        }
        try {
            return decide(by, DeviceKey.of(publicKey), greeting);
        } catch (LedgerException e) {
            return new Decision.Refused(String.valueOf(e.getMessage()));
        }
    }

    private Decision decide(GroupTrust by, DeviceKey key, Greeting greeting) {
        Device known = by.roster().device(key).orElse(null);
        if (known != null && !known.isRevoked()) {
            return new Decision.Accepted(Integer.toString(known.node()));
        }
        Credentials shown = greeting.credentials().length == 0
                ? new Credentials(List.of())
                : Credentials.parse(greeting.credentials());
        return switch (by.guard().verify(key, shown)) {
            case Roster.Verdict.Bad bad -> new Decision.Refused(bad.reason());
            case Roster.Verdict.Good good -> {
                // Its number is the roster's to say, which is only learning of it.
                learn.accept(shown.chain(), key.fingerprint().toString());
                yield new Decision.Refused("it joined lately, and its admission is being noted; it may try again");
            }
        };
    }

    /** Lets a stranger in that knows the secret of an invite. */
    static byte[] admit(byte[] publicKey, byte[] request, MeshCore core) throws JoinRefused {
        try {
            Joining.Wish wish = Joining.read(request);
            DeviceKey key = DeviceKey.of(publicKey);
            core.writeRoster(by -> new MeshCore.Written<>(
                    by.admit(Invite.secretHash(wish.secret()), key, wish.name(), wish.realm(), wish.creator()), key));
            Roster roster = core.trust().roster();
            Device device =
                    roster.device(key).orElseThrow(() -> new LedgerException("The roster did not take the device"));
            List<String> addresses = new ArrayList<>(core.options().graph().seeds());
            core.status().known().forEach(contact -> addresses.add(contact.address()));
            return Joining.answer(new Joined(
                    roster.name(),
                    roster.founder(),
                    letIn(core.rosterLedger(), roster.credentials(key).chain()),
                    device.node(),
                    device.name(),
                    device.role().text(),
                    addresses.stream().distinct().limit(Joining.ADDRESSES_MAX).toList()));
        } catch (LedgerException e) {
            throw new JoinRefused(String.valueOf(e.getMessage()));
        }
    }

    /** The roster's entries that let a device in, then others, as many as an answer holds. */
    private static List<Entry> letIn(Ledger roster, List<Entry> chain) {
        Set<String> invites = new HashSet<>();
        chain.forEach(entry -> invites.add(String.valueOf(entry.fields().text("invite"))));
        List<Entry> needed = new ArrayList<>(chain);
        List<Entry> others = new ArrayList<>();
        try (Stream<Entry> entries = roster.entries(Query.ALL)) {
            entries.filter(entry -> !chain.contains(entry)).forEach(entry -> {
                boolean needs = entry.type().equals("group")
                        || invites.contains(entry.id().toString());
                (needs ? needed : others).add(entry);
            });
        }
        int bytes = 0;
        for (Entry entry : others) {
            bytes += EntryCodec.body(entry).length;
            if (bytes > ROSTER_BYTES_MAX) {
                break;
            }
            needed.add(entry);
        }
        return needed;
    }
}

package io.ledgerstone.ledger.trust;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.entry.Fields;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A device in a test that makes whatever signed entries it is told to, honest or not. */
final class Person {
    static final String GUILD = "guild";
    static final int REALM = 4476;
    static final long EXPIRES = 2_000_000_000L;
    static final EntryCodec CODEC = new EntryCodec(GUILD, KeyLayout.CROSS_REALM);

    final Signer signer;
    final long creator;
    final OwnEntries ownRoster;
    final OwnEntries ownSeals;
    final RosterEntries roster;
    private long secrets;
    private long entries;

    Person(long number) {
        this(PretendKeys.signer(number), number);
    }

    Person(Signer signer, long creator) {
        this.signer = signer;
        this.creator = creator;
        ownRoster = new OwnEntries(TrustLedger.ROSTER, signer, REALM, creator);
        ownSeals = new OwnEntries(TrustLedger.SEALS, signer, REALM, creator);
        roster = new RosterEntries(ownRoster);
    }

    DeviceKey key() {
        return signer.key();
    }

    Entry group(long now) {
        return roster.group("Night Watch", "device" + creator, REALM, creator, now);
    }

    Entry invite(Role role, long now) {
        byte[] secret =
                ByteBuffer.allocate(16).putLong(creator).putLong(++secrets).array();
        return roster.invite(Invite.secretHash(secret), role, "", EXPIRES, now);
    }

    Entry admit(Person other, Entry invite, long now) {
        return roster.device(invitation(invite), other.key(), "device" + other.creator, 0, REALM, other.creator, now);
    }

    /** Invite and admission. */
    List<Entry> admit(Person other, Role role, long now) {
        Entry invite = invite(role, now);
        return List.of(invite, admit(other, invite, now));
    }

    Entry revoke(Person other, long now, EntryId... cuts) {
        return roster.revoke(other.key(), Arrays.asList(cuts), "left", now);
    }

    Entry seal(long now, Entry... sealed) {
        return Seal.make(ownSeals, GUILD, Arrays.stream(sealed).map(Entry::id).toList(), now);
    }

    /** An entry of the guild with this person's creator. */
    Entry entry(long time) {
        entries++;
        return CODEC.seal(
                Key.of(time, entries, REALM, creator), "award", Fields.of(Map.of("player", "Bob", "amount", (double)
                        entries)));
    }

    static Invitation invitation(Entry invite) {
        return ((RosterNote.Invite) RosterNote.read(invite)).invitation();
    }
}

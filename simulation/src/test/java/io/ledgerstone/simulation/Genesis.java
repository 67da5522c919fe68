package io.ledgerstone.simulation;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.trust.Guard;
import io.ledgerstone.ledger.trust.Invite;
import io.ledgerstone.ledger.trust.OwnEntries;
import io.ledgerstone.ledger.trust.RosterEntries;
import io.ledgerstone.ledger.trust.TrustLedger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** How a group begins: its founder's roster, with everybody admitted. */
final class Genesis {
    private Genesis() {}

    static List<Entry> roster(List<Identity> members, Signatures signatures, long nowSeconds) {
        Identity founder = members.getFirst();
        OwnEntries own = new OwnEntries(TrustLedger.ROSTER, founder.signer(), Identity.REALM, founder.creator());
        RosterEntries make = new RosterEntries(own);
        Guard guard = new Guard(founder.signer().key(), signatures, 0);
        List<Entry> entries = new ArrayList<>();
        entries.add(make.group("world", "device 1", Identity.REALM, founder.creator(), nowSeconds));
        guard.learnRoster(entries);
        for (Identity member : members.subList(1, members.size())) {
            byte[] secret = ByteBuffer.allocate(Invite.SECRET_BYTES)
                    .putInt(member.number())
                    .array();
            String hash = Invite.secretHash(secret);
            entries.add(make.invite(hash, member.role(), "", nowSeconds + 1000, nowSeconds));
            guard.learnRoster(entries);
            entries.add(make.device(
                    guard.roster().invitation(hash).orElseThrow(),
                    member.signer().key(),
                    "device " + member.number(),
                    member.number(),
                    Identity.REALM,
                    member.creator(),
                    nowSeconds));
            guard.learnRoster(entries);
        }
        return entries;
    }
}

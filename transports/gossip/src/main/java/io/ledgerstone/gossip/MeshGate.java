package io.ledgerstone.gossip;

import io.ledgerstone.ledger.Authorization;
import io.ledgerstone.ledger.Source;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.trust.TrustLedger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What a host's ledgers ask about every entry. Ledgers are opened before there is a mesh and outlive it, so the gate stands first and
 * a mesh moves in. Without one nothing comes from peers. Any thread.
 */
public final class MeshGate {
    static final Authorization.Decision ALLOWED = Authorization.Decision.ALLOWED;

    private static final Authorization.Decision NO_PEERS =
            new Authorization.Decision.Refused("this host is in no mesh");
    private static final Authorization.Decision NOT_BY_HAND =
            new Authorization.Decision.Refused("only the mesh itself writes this ledger; use invite, join and revoke");

    private final AtomicReference<@Nullable Judge> judge = new AtomicReference<>();

    /** Who decides while a mesh runs. */
    interface Judge {
        Authorization.Decision decide(String ledger, Entry entry, Authorization.Movement movement, Source source);
    }

    /** Nobody has moved in. */
    public MeshGate() {}

    void open(Judge by) {
        judge.set(by);
    }

    void close() {
        judge.set(null);
    }

    /** What the ledger of a name is opened with. */
    public Authorization authorization(String ledger) {
        boolean trusted = TrustLedger.isOne(ledger);
        return (entry, movement, source) -> {
            if (source.kind() == Source.Kind.PEER) {
                Judge now = judge.get();
                return now == null ? NO_PEERS : now.decide(ledger, entry, movement, source);
            }
            boolean byHand = trusted && movement == Authorization.Movement.INSERT && !source.equals(GroupTrust.SELF);
            return byHand ? NOT_BY_HAND : ALLOWED;
        };
    }
}

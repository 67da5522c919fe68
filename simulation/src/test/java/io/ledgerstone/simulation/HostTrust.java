package io.ledgerstone.simulation;

import io.ledgerstone.ledger.Authorization;
import io.ledgerstone.ledger.Source;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.trust.Acceptance;
import io.ledgerstone.ledger.trust.Guard;
import io.ledgerstone.ledger.trust.OwnEntries;
import io.ledgerstone.ledger.trust.RosterEntries;
import io.ledgerstone.ledger.trust.Seal;
import io.ledgerstone.ledger.trust.Sealer;
import io.ledgerstone.ledger.trust.TrustLedger;
import java.util.ArrayList;
import java.util.List;

/** Whom one run of a host trusts, and what it vouches for itself. */
final class HostTrust {
    private static final int NEEDY_MAX = 1000;

    private final Life life;
    private final Identity self;
    private final Guard guard;
    private final OwnEntries ownSeals;
    private final OwnEntries ownRoster;
    private final Sealer sealer = new Sealer();
    private long revision = -1;
    private long lookMs;
    private boolean waited;

    HostTrust(Life life, Identity self, World world, Chance chance) {
        this.life = life;
        this.self = self;
        guard = new Guard(world.founder(), life.wiring().check(world.signatures()), chance.nextLong());
        ownSeals = new OwnEntries(TrustLedger.SEALS, self.signer(), Identity.REALM, self.creator());
        ownRoster = new OwnEntries(TrustLedger.ROSTER, self.signer(), Identity.REALM, self.creator());
        lookMs = life.wiring().looksForUnsealed() ? life.nowMs() + 500 : Long.MAX_VALUE;
    }

    Guard guard() {
        return guard;
    }

    /** Who decides about a ledger's entries. */
    Authorization authorization(String ledger) {
        return (entry, movement, source) -> {
            if (movement == Authorization.Movement.SEND) {
                return Authorization.Decision.ALLOWED;
            }
            if (source.kind() != Source.Kind.PEER) {
                life.made(entry);
                return Authorization.Decision.ALLOWED;
            }
            boolean accepted = switch (ledger) {
                case World.ROSTER -> guard.acceptsRoster(entry, source.name()).isGenuine();
                case World.SEALS -> guard.acceptsSeal(entry, source.name()).isGenuine();
                default -> guard.acceptance(ledger, entry, source.name()) instanceof Acceptance.Accepted;
            };
            return accepted ? Authorization.Decision.ALLOWED : new Authorization.Decision.Refused("not trusted");
        };
    }

    /** Entries of a ledger are durable. */
    void learn(String ledger, List<Entry> durable, boolean starting) {
        List<Entry> entries = durable.stream()
                .filter(entry -> life.wiring().learns(entry, starting))
                .toList();
        if (ledger.equals(World.ROSTER)) {
            guard.learnRoster(entries);
            entries.forEach(ownRoster::seen);
        } else if (ledger.equals(World.SEALS)) {
            guard.learnSeals(entries);
            entries.forEach(ownSeals::seen);
        }
        if (guard.revision() != revision) {
            revision = guard.revision();
            lookSoon();
        }
    }

    /** Own entries are durable. */
    void vouchFor(List<EntryId> ids) {
        sealer.durable(World.GUILD, ids, life.timerMs());
    }

    /** Something went wrong with a seal, or with an entry that may be there all the same. */
    void lookSoon() {
        if (life.wiring().looksForUnsealed()) {
            lookMs = Math.min(lookMs, life.timerMs() + 1000);
        }
    }

    void tick() {
        sealer.tick(life.timerMs());
        if (life.timerMs() >= lookMs) {
            lookMs = Long.MAX_VALUE;
            look();
        }
    }

    long nextTickMs() {
        return Math.min(sealer.nextTickMs(), lookMs);
    }

    /** Own entries are sealed at once, those of others only if nobody else did so meanwhile. */
    private void look() {
        List<Entry> all =
                new ArrayList<>(life.ledger(World.GUILD).shadow().all().values());
        List<EntryId> own = new ArrayList<>();
        List<EntryId> others = new ArrayList<>();
        for (Entry entry : guard.needsSeal(self.signer().key(), World.GUILD, all.iterator(), NEEDY_MAX)) {
            (entry.key().creator() == self.creator() ? own : others).add(entry.id());
        }
        if (!own.isEmpty()) {
            vouchFor(own);
        }
        if (!others.isEmpty() && life.wiring().witnesses()) {
            if (waited) {
                vouchFor(others);
            } else {
                lookMs = life.timerMs() + life.chance().between(500, 4000);
            }
            waited = !waited;
        }
    }

    /** A seal, and the entries it is for. */
    record Sealed(Entry seal, List<EntryId> ids) {}

    /** The seals that are due now. */
    List<Sealed> seals() {
        List<Sealed> seals = new ArrayList<>();
        for (Sealer.Batch batch : sealer.drain()) {
            Entry seal = Seal.make(ownSeals, batch.ledger(), batch.ids(), life.wallMs() / 1000);
            seals.add(new Sealed(seal, batch.ids()));
        }
        return seals;
    }

    /** A revocation of another member's device, as far as it is known here. */
    Entry revocationOf(Identity other) {
        return new RosterEntries(ownRoster)
                .revoke(other.signer().key(), guard.cuts(other.signer().key()), "lost", life.wallMs() / 1000);
    }
}

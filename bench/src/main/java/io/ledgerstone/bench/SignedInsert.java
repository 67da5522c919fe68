package io.ledgerstone.bench;

import io.ledgerstone.ledger.Authorization;
import io.ledgerstone.ledger.Ledger;
import io.ledgerstone.ledger.LedgerOptions;
import io.ledgerstone.ledger.Source;
import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.trust.Acceptance;
import io.ledgerstone.ledger.trust.Ed25519;
import io.ledgerstone.ledger.trust.Guard;
import io.ledgerstone.ledger.trust.OwnEntries;
import io.ledgerstone.ledger.trust.RosterEntries;
import io.ledgerstone.ledger.trust.Seal;
import io.ledgerstone.ledger.trust.Signer;
import io.ledgerstone.ledger.trust.TrustLedger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * How many entries of a peer a second are verified by their seals, made durable and inserted, together with the seals? One
 * signature covers 256 entries.
 *
 * <p>Peer: the same entries inserted without any trust. Both take turns, round by round.
 */
final class SignedInsert {
    private static final Source PEER = new Source(Source.Kind.PEER, "2");
    private static final long NOW = 1_790_000_000L;
    private static final double GOAL = 50_000;

    private SignedInsert() {}

    /** What a peer sends, and what the roster knows of it. */
    private record Sent(Signer founder, Entry group, List<List<Entry>> batches, List<Entry> seals) {}

    static List<Finding> measure(Session session) {
        Sent sent = sent(session.awards());
        List<Double> signed = new ArrayList<>();
        List<Double> open = new ArrayList<>();
        // The first round warms up.
        for (int round = 0; round <= Math.min(3, session.rounds()); round++) {
            session.progress().accept("signed-insert, round " + round);
            double first = signed(sent, session.awards());
            double second = open(sent, session.awards());
            if (round > 0) {
                signed.add(first);
                open.add(second);
            }
        }
        return List.of(Finding.rate("verified, durable and inserted with their seals", Passes.median(signed))
                .goal(GOAL)
                .against("inserted without trust", Passes.median(open)));
    }

    private static Sent sent(int count) {
        Signer founder = signer();
        OwnEntries seals = new OwnEntries(TrustLedger.SEALS, founder, 4476, 43_981);
        Entry group = new RosterEntries(new OwnEntries(TrustLedger.ROSTER, founder, 4476, 43_981))
                .group("bench", "one", 4476, 43_981, NOW);
        List<Entry> entries = Awards.entries(new EntryCodec(Ledgers.NAME, Ledgers.LAYOUT), count);
        List<List<Entry>> batches = new ArrayList<>();
        List<Entry> made = new ArrayList<>();
        for (int from = 0; from < count; from += Seal.IDS_MAX) {
            List<Entry> batch = entries.subList(from, Math.min(count, from + Seal.IDS_MAX));
            batches.add(batch);
            made.add(
                    Seal.make(seals, Ledgers.NAME, batch.stream().map(Entry::id).toList(), NOW));
        }
        return new Sent(founder, group, batches, made);
    }

    private static Signer signer() {
        byte[] secret = new byte[Ed25519.SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return Ed25519.signer(secret);
    }

    private static double signed(Sent sent, int count) {
        Guard guard = new Guard(sent.founder.key(), new Ed25519(), 1);
        guard.learnRoster(List.of(sent.group));
        Authorization sealed = (entry, movement, source) ->
                guard.acceptance(Ledgers.NAME, entry, source.name()) instanceof Acceptance.Accepted
                        ? Authorization.Decision.ALLOWED
                        : new Authorization.Decision.Refused("unsealed");
        Path folder = Ledgers.fresh("signed-insert");
        Path sealFolder = Ledgers.fresh("signed-insert-seals");
        LedgerOptions sealOptions = LedgerOptions.DEFAULT.name(TrustLedger.SEALS.text());
        try (Ledger ledger = Ledger.open(folder, Ledgers.OPTIONS.authorization(sealed));
                Ledger seals = Ledger.open(sealFolder, sealOptions)) {
            long begin = System.nanoTime();
            List<CompletableFuture<?>> done = new ArrayList<>();
            for (int i = 0; i < sent.batches.size(); i++) {
                Entry seal = sent.seals.get(i);
                if (!guard.acceptsSeal(seal, PEER.name()).isGenuine()) {
                    throw new IllegalStateException("a seal was refused");
                }
                done.add(seals.insert(List.of(seal), PEER));
                done.add(ledger.insert(sent.batches.get(i), PEER));
            }
            done.forEach(CompletableFuture::join);
            double perSecond = count * 1e9 / (System.nanoTime() - begin);
            if (ledger.status().entries() != count) {
                throw new IllegalStateException(
                        "entries were refused: " + ledger.status().refused());
            }
            return perSecond;
        } finally {
            Ledgers.delete(folder);
            Ledgers.delete(sealFolder);
        }
    }

    private static double open(Sent sent, int count) {
        Path folder = Ledgers.fresh("open-insert");
        try (Ledger ledger = Ledger.open(folder, Ledgers.OPTIONS)) {
            long begin = System.nanoTime();
            List<CompletableFuture<?>> done = new ArrayList<>();
            sent.batches.forEach(batch -> done.add(ledger.insert(batch, PEER)));
            done.forEach(CompletableFuture::join);
            return count * 1e9 / (System.nanoTime() - begin);
        } finally {
            Ledgers.delete(folder);
        }
    }
}

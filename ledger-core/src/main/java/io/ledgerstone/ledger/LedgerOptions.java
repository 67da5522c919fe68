package io.ledgerstone.ledger;

import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.KeyLayout;
import java.time.Clock;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * How to open a ledger. Immutable; each method answers other options.
 *
 * @param name the ledger's name, 1 to 64 bytes: part of every entry id, so all members must use the same; null takes the folder's
 * @param layout the numbers its keys are made of; fixed when the ledger is made
 * @param realm the realm of own entries, 0 to 65,535; must be 0 in classic ledgers
 * @param creator the creator of own entries, 0 to 2^32 - 1; no two hosts may have the same
 * @param authorization asked about every entry
 * @param clock gives own entries their time
 * @param checkpointBytes bytes of entries held in memory before they are written to tables; while the tables of their weeks
 *     are large, up to four times as many
 * @param pendingBytesMax bytes of entries waiting to become durable before appending blocks
 * @param threads who does the work
 */
public record LedgerOptions(
        @Nullable String name,
        KeyLayout layout,
        int realm,
        long creator,
        Authorization authorization,
        InstantSource clock,
        int checkpointBytes,
        int pendingBytesMax,
        LedgerThreads threads) {
    /** A cross-realm ledger named like its folder, whose own entries are made by creator 1 of realm 0. */
    public static final LedgerOptions DEFAULT = new LedgerOptions(
            null,
            KeyLayout.CROSS_REALM,
            0,
            1,
            Authorization.OPEN,
            Clock.systemUTC(),
            16 * 1024 * 1024,
            64 * 1024 * 1024,
            LedgerThreads.OWN);

    /** Requires realm and creator to fit a key. */
    public LedgerOptions {
        Key.of(0, 0, realm, creator);
    }

    /** With another name than the folder's. */
    public LedgerOptions name(String newName) {
        return new LedgerOptions(
                newName, layout, realm, creator, authorization, clock, checkpointBytes, pendingBytesMax, threads);
    }

    /** With keys of other numbers. */
    public LedgerOptions layout(KeyLayout newLayout) {
        return new LedgerOptions(
                name, newLayout, realm, creator, authorization, clock, checkpointBytes, pendingBytesMax, threads);
    }

    /** With own entries made by this creator. */
    public LedgerOptions creator(int newRealm, long newCreator) {
        return new LedgerOptions(
                name, layout, newRealm, newCreator, authorization, clock, checkpointBytes, pendingBytesMax, threads);
    }

    /** With another trust model. */
    public LedgerOptions authorization(Authorization newAuthorization) {
        return new LedgerOptions(
                name, layout, realm, creator, newAuthorization, clock, checkpointBytes, pendingBytesMax, threads);
    }

    /** With another clock. */
    public LedgerOptions clock(InstantSource newClock) {
        return new LedgerOptions(
                name, layout, realm, creator, authorization, newClock, checkpointBytes, pendingBytesMax, threads);
    }

    /** With another amount of entries in memory. */
    public LedgerOptions checkpointBytes(int bytes) {
        return new LedgerOptions(name, layout, realm, creator, authorization, clock, bytes, pendingBytesMax, threads);
    }

    /** With somebody else who does the work. */
    public LedgerOptions threads(LedgerThreads newThreads) {
        return new LedgerOptions(
                name, layout, realm, creator, authorization, clock, checkpointBytes, pendingBytesMax, newThreads);
    }
}

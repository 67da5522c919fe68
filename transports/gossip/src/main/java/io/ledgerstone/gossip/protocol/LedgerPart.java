package io.ledgerstone.gossip.protocol;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.sync.LedgerSync;
import io.ledgerstone.ledger.sync.StateSync;

/** A shared ledger as a node sees it. Confined to one thread. */
final class LedgerPart {
    final String name;
    final KeyLayout layout;
    final EntryCodec codec;
    final LedgerSync sync;
    final StateSync states;
    long originated;
    long gossiped;
    long synced;
    long duplicates;
    long refused;
    long sent;

    LedgerPart(String name, KeyLayout layout, LedgerSync sync, StateSync states) {
        this.name = name;
        this.layout = layout;
        this.sync = sync;
        this.states = states;
        codec = new EntryCodec(name, layout);
    }

    void up(String peer, long nowMs) {
        sync.up(peer, nowMs);
        states.up(peer, nowMs);
    }

    void down(String peer, long nowMs) {
        sync.down(peer, nowMs);
        states.down(peer, nowMs);
    }

    void tick(long nowMs) {
        sync.tick(nowMs);
        states.tick(nowMs);
    }

    long nextTickMs(long nowMs) {
        return Math.min(sync.nextTickMs(nowMs), states.nextTickMs(nowMs));
    }

    MeshStatus.LedgerTraffic traffic() {
        return new MeshStatus.LedgerTraffic(name, originated, gossiped, synced, duplicates, refused, sent);
    }
}

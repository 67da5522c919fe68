package io.ledgerstone.gossip.protocol;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.sync.LedgerSync;

/** A shared ledger as a node sees it. Confined to one thread. */
final class LedgerPart {
    final String name;
    final KeyLayout layout;
    final EntryCodec codec;
    final LedgerSync sync;
    long originated;
    long gossiped;
    long synced;
    long duplicates;
    long refused;
    long sent;

    LedgerPart(String name, KeyLayout layout, LedgerSync sync) {
        this.name = name;
        this.layout = layout;
        this.sync = sync;
        codec = new EntryCodec(name, layout);
    }

    MeshStatus.LedgerTraffic traffic() {
        return new MeshStatus.LedgerTraffic(name, originated, gossiped, synced, duplicates, refused, sent);
    }
}

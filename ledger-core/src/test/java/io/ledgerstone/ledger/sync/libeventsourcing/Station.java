package io.ledgerstone.ledger.sync.libeventsourcing;

import io.ledgerstone.ledger.entry.Entry;
import java.util.List;

/** Somebody on a {@link Channel}: a host, or a model of an addon. */
interface Station {
    void enableSending(long nowMs);

    void appended(List<Entry> entries, long nowMs);

    void receive(String sender, Distribution distribution, AddonMessage message, long nowMs);

    void inserted(String sender, long added);

    void tick(long nowMs);

    long nextTickMs();

    List<AddonOutput> drain();

    static Station of(AddonPeer peer) {
        return new Station() {
            @Override
            public void enableSending(long nowMs) {
                peer.enableSending(nowMs);
            }

            @Override
            public void appended(List<Entry> entries, long nowMs) {
                peer.appended(entries, nowMs);
            }

            @Override
            public void receive(String sender, Distribution distribution, AddonMessage message, long nowMs) {
                peer.receive(sender, distribution, message, nowMs);
            }

            @Override
            public void inserted(String sender, long added) {
                peer.inserted(sender, added, 0);
            }

            @Override
            public void tick(long nowMs) {
                peer.tick(nowMs);
            }

            @Override
            public long nextTickMs() {
                return peer.nextTickMs();
            }

            @Override
            public List<AddonOutput> drain() {
                return peer.drain();
            }
        };
    }
}

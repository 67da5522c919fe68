package io.ledgerstone.ledger.sync.libeventsourcing;

import io.ledgerstone.ledger.entry.Entry;
import java.util.List;

/** What an {@link AddonPeer} wants done, in the order it wants it. */
public sealed interface AddonOutput {
    /**
     * Entries of a peer that the gate let pass. Whoever inserts them tells the machine what became of them.
     *
     * @param sender who sent them
     * @param entries the entries
     */
    record Insert(String sender, List<Entry> entries) implements AddonOutput {
        /** Copies the list. */
        public Insert {
            entries = List.copyOf(entries);
        }
    }

    /**
     * A message for the channel, which may lose it.
     *
     * @param distribution where to
     * @param target whom a whisper is for; empty otherwise
     * @param message what
     * @param large whether the addon sends it by its channel for large messages
     */
    record Send(Distribution distribution, String target, AddonMessage message, boolean large) implements AddonOutput {}

    /** The sync state is another one now. */
    record StateChanged(SyncState state) implements AddonOutput {}
}

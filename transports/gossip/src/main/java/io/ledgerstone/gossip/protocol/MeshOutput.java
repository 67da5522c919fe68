package io.ledgerstone.gossip.protocol;

import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.sync.StateOutput;
import io.ledgerstone.ledger.sync.StateReport;
import java.util.List;

/** What a node wants done, in the order it is handed out. */
public sealed interface MeshOutput {
    /** Send a frame; it may be lost. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares sends.
    record Send(String peer, byte[] frame) implements MeshOutput {}

    /** Try once to connect. */
    record Dial(String address) implements MeshOutput {}

    /** Let go of a peer. */
    record HangUp(String peer, String reason) implements MeshOutput {}

    /** Insert entries that came by gossip, then tell {@link MeshNode#inserted}. */
    record Insert(Insertion insertion) implements MeshOutput {}

    /** Insert entries that came by reconciliation, then tell {@link MeshNode#synced}. */
    record SyncInsert(String ledger, String peer, List<Entry> entries) implements MeshOutput {}

    /** A peer has a ledger that this node has not. */
    record Offer(String ledger, KeyLayout layout, String peer) implements MeshOutput {}

    /** Replay an addon, then tell {@link MeshNode#replayed} or {@link MeshNode#notReplayed}. */
    record Replay(String ledger, StateOutput.Compute compute) implements MeshOutput {}

    /** Write down how an addon's state differs from a peer's. */
    record Report(String ledger, StateReport report) implements MeshOutput {}

    /** Answer a question that a peer has, by {@link MeshNode#answer}. */
    record Asked(long number, String peer, Question question) implements MeshOutput {}

    /** A question of this node's own has been answered. */
    record Answered(long number, Answer answer) implements MeshOutput {}
}

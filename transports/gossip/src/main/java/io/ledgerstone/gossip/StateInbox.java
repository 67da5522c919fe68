package io.ledgerstone.gossip;

import io.ledgerstone.gossip.protocol.MeshNode;
import io.ledgerstone.ledger.entry.Value;
import io.ledgerstone.ledger.sync.AddonState;
import io.ledgerstone.ledger.sync.RootAdvert;
import io.ledgerstone.ledger.sync.StatePoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hands a node what its host found out about states of one ledger. Any thread.
 *
 * @param ledger the ledger's name
 */
record StateInbox(String ledger, MeshNode node, MeshLoop loop) implements StateSource.Listener {
    @Override
    public void states(RootAdvert root, List<AddonState> states) {
        loop.execute(() -> node.states(ledger, root, states, loop.nowMs()));
    }

    @Override
    public void replayed(long request, List<StatePoint> points, @Nullable Value state) {
        loop.execute(() -> node.replayed(ledger, request, points, state, loop.nowMs()));
    }

    @Override
    public void notReplayed(long request) {
        loop.execute(() -> node.notReplayed(ledger, request, loop.nowMs()));
    }
}

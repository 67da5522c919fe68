package io.ledgerstone.gossip.protocol;

import io.ledgerstone.ledger.entry.EntryId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is known to have which of the entries that were on their way lately. Bounded. Confined to one thread. */
final class Knowers {
    private static final int IDS_MAX = 16_384;
    private static final int NODES_MAX = 64;
    private static final long BYTES_MAX = 8 << 20;

    private final Map<EntryId, Known> known = new LinkedHashMap<>();
    private final Map<EntryId, Bundle> kept = new LinkedHashMap<>();
    private long keptBytes;

    private static final class Known {
        private final Set<Integer> nodes = new HashSet<>(8);
        private boolean here;
        private boolean untold;
    }

    /** Nodes have an entry. */
    void have(EntryId id, Collection<Integer> nodes) {
        Set<Integer> known = of(id).nodes;
        if (known.size() < NODES_MAX) {
            known.addAll(nodes);
        }
    }

    boolean has(EntryId id, int node) {
        Known one = known.get(id);
        return one != null && one.nodes.contains(node);
    }

    /** This node has it, or is inserting it. */
    boolean isHere(EntryId id) {
        Known one = known.get(id);
        return one != null && one.here;
    }

    void here(EntryId id) {
        Known one = of(id);
        one.here = true;
        one.untold = false;
    }

    /** It came by reconciliation, and nobody is told of it unless it comes by gossip as well. */
    void synced(EntryId id) {
        Known one = of(id);
        one.untold = !one.here;
        one.here = true;
    }

    /** Whether it is new to this node, or to those that this node would tell. */
    boolean isNews(EntryId id) {
        Known one = known.get(id);
        return one == null || !one.here || one.untold;
    }

    /** It was refused: whoever has it may bring it again. */
    void notHere(EntryId id) {
        known.remove(id);
    }

    private Known of(EntryId id) {
        Known one = known.get(id);
        if (one == null) {
            one = new Known();
            known.put(id, one);
            if (known.size() > IDS_MAX) {
                Iterator<EntryId> oldest = known.keySet().iterator();
                oldest.next();
                oldest.remove();
            }
        }
        return one;
    }

    /** Keeps what may be asked for. */
    void keep(Bundle bundle) {
        int bytes = bundle.bytes() / Math.max(1, bundle.entries().size());
        bundle.entries().forEach(entry -> {
            if (kept.put(entry.id(), bundle) == null) {
                keptBytes += bytes;
            }
        });
        Iterator<Bundle> oldest = kept.values().iterator();
        while (keptBytes > BYTES_MAX && oldest.hasNext()) {
            Bundle gone = oldest.next();
            keptBytes -= gone.bytes() / Math.max(1, gone.entries().size());
            oldest.remove();
        }
    }

    @Nullable Bundle kept(EntryId id) {
        return kept.get(id);
    }
}

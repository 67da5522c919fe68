package io.ledgerstone.gossip.protocol;

import io.ledgerstone.ledger.entry.EntryId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Entries that neighbours told of and that did not come yet. Each neighbour can fill only its own share. Confined to one thread. */
final class Missing {
    /** How long entries may take after one was told of them: long enough for the tree, short beside the sync. */
    private static final long PATIENCE_MS = 400;

    private static final int TOLD_BY_ONE_MAX = 1_024;
    private static final int TELLERS_MAX = 8;

    /** In the order in which they are due. */
    private final Map<EntryId, One> entries = new LinkedHashMap<>();

    /** How many entries each one told of first. */
    private final Map<String, Integer> told = new HashMap<>();

    private record One(
            String ledger, String first, List<String> tellers, List<Integer> nodes, Teller nearest, long dueMs) {}

    /** Who told of an entry, and over how many links it would come from there. */
    record Teller(String peer, int node, int hops) {}

    /** The one that told of an entry over the fewest links, and which nodes did. */
    record Told(Teller nearest, List<Integer> nodes) {}

    /** Whom to ask for which entries of a ledger. */
    record Request(String teller, String ledger) {}

    /** A peer has an entry that is not here; it does not count if the peer told of too many that did not come. */
    void told(Teller by, String ledger, EntryId id, long nowMs) {
        One one = entries.get(id);
        if (one == null) {
            if (told.getOrDefault(by.peer, 0) >= TOLD_BY_ONE_MAX) {
                return;
            }
            told.merge(by.peer, 1, Integer::sum);
            one = new One(ledger, by.peer, new ArrayList<>(), new ArrayList<>(), by, nowMs + PATIENCE_MS);
            entries.put(id, one);
        }
        if (one.ledger.equals(ledger) && one.nodes.size() < TELLERS_MAX && !one.nodes.contains(by.node)) {
            one.tellers.add(by.peer);
            one.nodes.add(by.node);
            if (by.hops < one.nearest.hops) {
                entries.put(id, new One(ledger, one.first, one.tellers, one.nodes, by, one.dueMs));
            }
        }
    }

    /** It came; answers who told of it, null if nobody did. */
    @Nullable Told came(EntryId id) {
        One one = entries.remove(id);
        if (one == null) {
            return null;
        }
        forget(one);
        return new Told(one.nearest, List.copyOf(one.nodes));
    }

    private void forget(One one) {
        told.computeIfPresent(one.first, (peer, count) -> count > 1 ? count - 1 : null);
    }

    /** What is due now, by whom to ask: for each entry the next one that told of it and can be asked. */
    Map<Request, List<EntryId>> due(Predicate<String> isUp, long nowMs) {
        Map<Request, List<EntryId>> due = new LinkedHashMap<>();
        Map<EntryId, One> again = new LinkedHashMap<>();
        Iterator<Map.Entry<EntryId, One>> all = entries.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<EntryId, One> next = all.next();
            One one = next.getValue();
            if (nowMs < one.dueMs) {
                break;
            }
            all.remove();
            one.tellers.removeIf(isUp.negate());
            if (one.tellers.isEmpty()) {
                forget(one);
            } else {
                Request request = new Request(one.tellers.removeFirst(), one.ledger);
                due.computeIfAbsent(request, key -> new ArrayList<>()).add(next.getKey());
                again.put(
                        next.getKey(),
                        new One(one.ledger, one.first, one.tellers, one.nodes, one.nearest, nowMs + PATIENCE_MS));
            }
        }
        entries.putAll(again);
        return due;
    }

    long nextTickMs() {
        return entries.isEmpty() ? Long.MAX_VALUE : entries.values().iterator().next().dueMs;
    }
}

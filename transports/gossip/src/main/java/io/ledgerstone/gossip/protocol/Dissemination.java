package io.ledgerstone.gossip.protocol;

import io.ledgerstone.gossip.wire.Frame;
import io.ledgerstone.gossip.wire.Gossip;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Tells neighbours of new entries, each of what it is not known to have. In a small mesh every neighbour is sent the entries
 * themselves; in a large one those that turned out to be no shortcut are told the ids only, and ask for what they miss. What gets
 * lost here is for the sync of the ledger to bring. Confined to one thread.
 *
 * <p>Source of the tree: Plumtree (Leitão, Pereira, Rodrigues, 2007). A node that sends what is here already is pruned; one
 * that told of what came from nobody else is grafted.
 */
final class Dissemination {
    private static final int PENDING_MAX = 1_000;
    private static final int PATH_MAX = 16;
    private static final int MISSING_MAX = 4_096;

    /** How long entries may take after one was told of them: long enough for the tree, short beside the sync. */
    private static final long MISSING_MS = 400;

    private final Membership membership;
    private final MeshSettings settings;
    private final BiConsumer<Link, Frame> send;
    private final Consumer<Bundle> onSent;
    private final Knowers knowers = new Knowers();
    private final List<Bundle> pending = new ArrayList<>();
    private final Map<EntryId, Missing> missing = new LinkedHashMap<>();
    private int pendingEntries;
    private long flushMs = Long.MAX_VALUE;
    private long flushedMs = Long.MIN_VALUE / 2;

    /** An entry that somebody told of. */
    private record Missing(String ledger, List<String> tellers, long dueMs) {}

    /**
     * Nothing to tell.
     *
     * @param send sends a frame to a peer
     * @param onSent counts the entries of a bundle that were sent to a peer
     */
    Dissemination(MeshSettings settings, Membership membership, BiConsumer<Link, Frame> send, Consumer<Bundle> onSent) {
        this.settings = settings;
        this.membership = membership;
        this.send = send;
        this.onSent = onSent;
    }

    Knowers knowers() {
        return knowers;
    }

    /** Has a bundle told to those that are not known to have it; too many at once are left to the sync. */
    void tell(Bundle bundle, long nowMs) {
        bundle.entries().forEach(entry -> {
            knowers.here(entry.id());
            missing.remove(entry.id());
        });
        if (pendingEntries + bundle.entries().size() > PENDING_MAX) {
            return;
        }
        pending.add(bundle);
        pendingEntries += bundle.entries().size();
        flushMs = Math.min(flushMs, Math.max(nowMs, flushedMs + settings.batchMs()));
    }

    void tick(long nowMs) {
        if (nowMs >= flushMs) {
            flush(nowMs);
        }
        if (!missing.isEmpty()) {
            fetch(nowMs);
        }
    }

    long nextTickMs() {
        long next = flushMs;
        for (Missing one : missing.values()) {
            next = Math.min(next, one.dueMs);
        }
        return next;
    }

    private void flush(long nowMs) {
        List<Bundle> bundles = List.copyOf(pending);
        pending.clear();
        pendingEntries = 0;
        flushMs = Long.MAX_VALUE;
        flushedMs = nowMs;
        bundles.forEach(knowers::keep);
        boolean large = membership.isLarge();
        for (Link link : membership.neighbours()) {
            for (Bundle bundle : bundles) {
                List<Entry> news = bundle.entries().stream()
                        .filter(entry -> !knowers.has(entry.id(), link.node))
                        .toList();
                if (!news.isEmpty() && link.ledgers.containsKey(bundle.ledger())) {
                    if (large && link.lazy) {
                        send.accept(
                                link,
                                Frames.notice(
                                        bundle.ledger(),
                                        news.stream().map(Entry::id).toList()));
                    } else {
                        sendEntries(link, bundle, news);
                    }
                }
            }
        }
    }

    private void sendEntries(Link link, Bundle bundle, List<Entry> news) {
        Gossip.Builder gossip = begin(bundle);
        int bytes = 0;
        for (Entry entry : news) {
            if (bytes > 0 && bytes + Bundle.bytes(entry) > Frames.ENTRIES_BYTES_MAX) {
                send.accept(link, Frame.newBuilder().setGossip(gossip).build());
                gossip = begin(bundle);
                bytes = 0;
            }
            gossip.addEntries(WireEntries.write(entry));
            bytes += Bundle.bytes(entry);
            knowers.have(entry.id(), List.of(link.node));
        }
        send.accept(link, Frame.newBuilder().setGossip(gossip).build());
        onSent.accept(new Bundle(bundle.ledger(), news, List.of(), List.of(), 0, 0));
    }

    private static Gossip.Builder begin(Bundle bundle) {
        Gossip.Builder gossip = Gossip.newBuilder()
                .setLedger(bundle.ledger())
                .addAllPath(bundle.path())
                .setHops(bundle.hops())
                .setOriginMs(bundle.originMs());
        bundle.seals().forEach(seal -> gossip.addSeals(WireEntries.write(seal)));
        return gossip;
    }

    /** What a bundle becomes when this node sends it on. */
    Bundle onward(Insertion came, List<Entry> added) {
        List<Integer> path = new ArrayList<>(came.path());
        if (path.size() < PATH_MAX) {
            path.add(settings.node());
        }
        return new Bundle(came.ledger(), added, came.seals(), path, came.hops() + 1, came.originMs());
    }

    /** Notes who has entries that came, and answers those that are new here. */
    List<Entry> news(Link from, List<Entry> entries, List<Integer> path) {
        List<Integer> nodes = new ArrayList<>(path);
        nodes.add(from.node);
        List<Entry> news = new ArrayList<>();
        for (Entry entry : entries) {
            boolean here = knowers.isHere(entry.id());
            knowers.have(entry.id(), nodes);
            if (!here) {
                knowers.here(entry.id());
                missing.remove(entry.id());
                news.add(entry);
            }
        }
        from.duplicates += entries.size() - news.size();
        if (membership.isLarge()) {
            if (news.isEmpty()) {
                if (!from.lazy
                        && membership.neighbours().stream()
                                        .filter(link -> !link.lazy)
                                        .count()
                                > 1) {
                    from.lazy = true;
                    send.accept(from, Frames.prune());
                }
            } else {
                from.lazy = false;
            }
        }
        return news;
    }

    void noticed(Link from, String ledger, List<EntryId> ids, long nowMs) {
        for (EntryId id : ids) {
            knowers.have(id, List.of(from.node));
            if (knowers.isHere(id) || (missing.size() >= MISSING_MAX && !missing.containsKey(id))) {
                continue;
            }
            Missing one =
                    missing.computeIfAbsent(id, key -> new Missing(ledger, new ArrayList<>(), nowMs + MISSING_MS));
            if (one.tellers.size() < 8) {
                one.tellers.add(from.peer);
            }
        }
    }

    /** Asks for what did not come although somebody has it: the next one each time. */
    private void fetch(long nowMs) {
        Map<String, List<EntryId>> wanted = new LinkedHashMap<>();
        Map<String, String> ledgers = new LinkedHashMap<>();
        for (Map.Entry<EntryId, Missing> one : List.copyOf(missing.entrySet())) {
            if (nowMs < one.getValue().dueMs) {
                continue;
            }
            List<String> tellers = one.getValue().tellers;
            if (tellers.isEmpty()) {
                missing.remove(one.getKey());
                continue;
            }
            String teller = tellers.removeFirst();
            missing.put(one.getKey(), new Missing(one.getValue().ledger, tellers, nowMs + MISSING_MS));
            wanted.computeIfAbsent(teller, key -> new ArrayList<>()).add(one.getKey());
            ledgers.put(teller, one.getValue().ledger);
        }
        wanted.forEach((teller, ids) -> {
            Link link = membership.link(teller);
            if (link != null) {
                link.lazy = false;
                send.accept(link, Frames.graft());
                send.accept(link, Frames.want(ledgers.getOrDefault(teller, ""), ids));
            }
        });
    }

    /** Sends entries that a peer was told of and asks for. */
    void wanted(Link by, List<EntryId> ids) {
        Map<Bundle, List<Entry>> found = new LinkedHashMap<>();
        for (EntryId id : new HashSet<>(ids)) {
            Bundle bundle = knowers.kept(id);
            if (bundle != null) {
                bundle.entries().stream()
                        .filter(entry -> entry.id().equals(id))
                        .forEach(entry -> found.computeIfAbsent(bundle, key -> new ArrayList<>())
                                .add(entry));
            }
        }
        found.forEach((bundle, entries) -> sendEntries(by, bundle, entries));
    }
}

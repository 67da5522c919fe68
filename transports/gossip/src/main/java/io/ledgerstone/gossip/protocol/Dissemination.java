package io.ledgerstone.gossip.protocol;

import io.ledgerstone.gossip.wire.Frame;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells neighbours of new entries, each of what it is not known to have. In a small mesh every neighbour is sent the entries
 * themselves; in a large one those that turned out to be no shortcut are told the ids only, and ask for what they miss. What gets
 * lost here is for the sync of the ledger to bring. Confined to one thread.
 *
 * <p>Source of the tree: Plumtree (Leitão, Pereira, Rodrigues, 2007). A node that sends what is here already is pruned; one
 * that told of what came from nobody else is grafted; one that tells of a way that is shorter by some links takes the place of
 * the one that the entry came from.
 */
final class Dissemination {
    private static final int PENDING_MAX = 1_000;
    private static final int PENDING_BYTES_MAX = 4 << 20;
    private static final int PATH_MAX = 16;

    /** What one request is answered with; the rest is for the sync. */
    private static final int ANSWER_BYTES_MAX = 256 << 10;

    /** By how many links another way must be shorter to be taken instead. */
    private static final int SHORTER_HOPS = 1;

    /** What has come over so many links is sent to every neighbour that may lack it: so nobody is much farther away. */
    private static final int DEEP_HOPS = 12;

    private final Membership membership;
    private final MeshSettings settings;
    private final BiConsumer<Link, Frame> send;
    private final ObjIntConsumer<String> onSent;
    private final Knowers knowers = new Knowers();
    private final List<Bundle> pending = new ArrayList<>();
    private final Missing missing = new Missing();
    private int pendingEntries;
    private int pendingBytes;
    private long flushMs = Long.MAX_VALUE;
    private long flushedMs = Long.MIN_VALUE / 2;

    /**
     * Nothing to tell.
     *
     * @param send sends a frame to a peer
     * @param onSent told of which ledger how many entries are sent to a peer
     */
    Dissemination(
            MeshSettings settings, Membership membership, BiConsumer<Link, Frame> send, ObjIntConsumer<String> onSent) {
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
            missing.came(entry.id());
        });
        int bytes = bundle.bytes();
        if (pendingEntries + bundle.entries().size() > PENDING_MAX || pendingBytes + bytes > PENDING_BYTES_MAX) {
            return;
        }
        pending.add(bundle);
        pendingEntries += bundle.entries().size();
        pendingBytes += bytes;
        flushMs = Math.min(flushMs, Math.max(nowMs, flushedMs + settings.batchMs()));
    }

    void tick(long nowMs) {
        if (nowMs >= flushMs) {
            flush(nowMs);
        }
        if (nowMs >= missing.nextTickMs()) {
            fetch(nowMs);
        }
    }

    long nextTickMs() {
        return Math.min(flushMs, missing.nextTickMs());
    }

    private void flush(long nowMs) {
        List<Bundle> bundles = List.copyOf(pending);
        pending.clear();
        pendingEntries = 0;
        pendingBytes = 0;
        flushMs = Long.MAX_VALUE;
        flushedMs = nowMs;
        bundles.forEach(knowers::keep);
        boolean large = membership.isLarge();
        for (Link link : membership.neighbours()) {
            Parcel parcel = new Parcel(frame -> send.accept(link, frame));
            for (Bundle bundle : bundles) {
                List<Entry> news = bundle.entries().stream()
                        .filter(entry -> !knowers.has(entry.id(), link.node))
                        .toList();
                if (news.isEmpty() || !link.ledgers.containsKey(bundle.ledger())) {
                    continue;
                }
                if (large && link.lazy && bundle.hops() < DEEP_HOPS) {
                    parcel.notice(bundle, news);
                } else {
                    put(parcel, link, bundle, news);
                }
            }
            parcel.close();
        }
    }

    private void put(Parcel parcel, Link link, Bundle bundle, List<Entry> news) {
        parcel.entries(bundle, news);
        news.forEach(entry -> knowers.have(entry.id(), List.of(link.node)));
        onSent.accept(bundle.ledger(), news.size());
    }

    /** What a bundle becomes when this node sends it on. */
    Bundle onward(Insertion came, List<Entry> added) {
        List<Integer> path = new ArrayList<>(came.path());
        if (path.size() < PATH_MAX) {
            path.add(settings.node());
        }
        return new Bundle(came.ledger(), added, came.seals(), path, came.hops() + 1, came.originMs());
    }

    /** Notes who has entries that came, and answers those that nobody was told of from here. */
    List<Entry> news(Link from, List<Entry> entries, List<Integer> path, int hops) {
        List<Integer> nodes = new ArrayList<>(path);
        nodes.add(from.node);
        List<Entry> news = new ArrayList<>();
        Missing.Teller nearest = null;
        for (Entry entry : entries) {
            if (knowers.isNews(entry.id())) {
                knowers.here(entry.id());
                Missing.Told told = missing.came(entry.id());
                if (told != null) {
                    knowers.have(entry.id(), told.nodes());
                    nearest = nearest == null || told.nearest().hops() < nearest.hops() ? told.nearest() : nearest;
                }
                news.add(entry);
            }
            knowers.have(entry.id(), nodes);
        }
        from.duplicates += entries.size() - news.size();
        if (!membership.isLarge()) {
            return news;
        }
        if (news.isEmpty()) {
            prune(from);
        } else {
            if (from.lazy) {
                graft(from);
            }
            if (nearest != null && nearest.hops() > 0 && nearest.hops() + SHORTER_HOPS <= hops) {
                graft(membership.link(nearest.peer()));
                prune(from);
            }
        }
        return news;
    }

    /** Has a peer send entries from now on. */
    private void graft(@Nullable Link link) {
        if (link != null && link.neighbour) {
            link.lazy = false;
            send.accept(link, Frames.graft());
        }
    }

    /** Has a peer only tell of entries from now on, unless it is the last one that sends them. */
    private void prune(Link link) {
        if (!link.lazy && membership.neighbours().stream().anyMatch(one -> one != link && !one.lazy)) {
            link.lazy = true;
            send.accept(link, Frames.prune());
        }
    }

    void noticed(Link from, String ledger, List<EntryId> ids, int hops, long nowMs) {
        Missing.Teller teller = new Missing.Teller(from.peer, from.node, hops);
        for (EntryId id : ids) {
            if (knowers.isHere(id)) {
                knowers.have(id, List.of(from.node));
            } else {
                missing.told(teller, ledger, id, nowMs);
            }
        }
    }

    /** Asks for what did not come although somebody has it: the next one each time. */
    private void fetch(long nowMs) {
        missing.due(peer -> membership.link(peer) != null, nowMs).forEach((request, ids) -> {
            Link link = membership.link(request.teller());
            if (link != null) {
                graft(link);
                for (int from = 0; from < ids.size(); from += Frames.IDS_MAX) {
                    List<EntryId> some = ids.subList(from, Math.min(ids.size(), from + Frames.IDS_MAX));
                    send.accept(link, Frames.want(request.ledger(), some));
                }
            }
        });
    }

    /** Sends entries of a ledger that a peer was told of and asks for. */
    void wanted(Link by, String ledger, List<EntryId> ids) {
        Map<Bundle, List<Entry>> found = new LinkedHashMap<>();
        for (EntryId id : new HashSet<>(ids)) {
            Bundle bundle = knowers.kept(id);
            if (bundle != null && bundle.ledger().equals(ledger)) {
                bundle.entries().stream()
                        .filter(entry -> entry.id().equals(id))
                        .forEach(entry -> found.computeIfAbsent(bundle, key -> new ArrayList<>())
                                .add(entry));
            }
        }
        Parcel parcel = new Parcel(frame -> send.accept(by, frame));
        found.forEach((bundle, entries) -> {
            if (parcel.bytes() < ANSWER_BYTES_MAX) {
                put(parcel, by, bundle, entries);
            }
        });
        parcel.close();
    }
}

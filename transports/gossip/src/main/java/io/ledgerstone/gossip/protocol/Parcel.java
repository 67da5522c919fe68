package io.ledgerstone.gossip.protocol;

import io.ledgerstone.gossip.wire.Frame;
import io.ledgerstone.gossip.wire.Gossip;
import io.ledgerstone.gossip.wire.News;
import io.ledgerstone.gossip.wire.Notice;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.EntryId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What a peer is told at one time, in as few frames as it takes. Confined to one thread. */
final class Parcel {
    /** What the path and the names take at most. */
    private static final int GOSSIP_BYTES = 512;

    private static final int ID_BYTES = 16;

    private final Consumer<Frame> send;
    private final Map<Group, List<EntryId>> notices = new LinkedHashMap<>();
    private News.Builder news = News.newBuilder();
    private int newsBytes;
    private int sentBytes;

    /** Ids that are told of together. */
    private record Group(String ledger, int hops) {}

    /** An empty one; frames are sent as they fill up. */
    Parcel(Consumer<Frame> send) {
        this.send = send;
    }

    /** Entries of a bundle are to be sent. */
    void entries(Bundle bundle, List<Entry> entries) {
        int start =
                GOSSIP_BYTES + bundle.seals().stream().mapToInt(Bundle::bytes).sum();
        Gossip.Builder gossip = begin(bundle);
        int bytes = start;
        for (Entry entry : entries) {
            if (gossip.getEntriesCount() > 0 && bytes + Bundle.bytes(entry) > Frames.ENTRIES_BYTES_MAX) {
                add(gossip, bytes);
                gossip = begin(bundle);
                bytes = start;
            }
            gossip.addEntries(WireEntries.write(entry));
            bytes += Bundle.bytes(entry);
        }
        add(gossip, bytes);
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

    /** A gossip that is larger than any frame, by what vouches for it, is left to the sync. */
    private void add(Gossip.Builder gossip, int bytes) {
        if (bytes < Frames.BYTES_MAX) {
            room(bytes);
            news.addGossip(gossip);
            newsBytes += bytes;
        }
    }

    /** Ids of entries of a bundle are to be told of. */
    void notice(Bundle bundle, List<Entry> entries) {
        List<EntryId> ids =
                notices.computeIfAbsent(new Group(bundle.ledger(), bundle.hops()), group -> new ArrayList<>());
        entries.forEach(entry -> ids.add(entry.id()));
    }

    private void room(int bytes) {
        if (newsBytes > 0 && newsBytes + bytes > Frames.ENTRIES_BYTES_MAX) {
            sendNews();
        }
    }

    /** How many bytes were put in here so far, about. */
    int bytes() {
        return sentBytes + newsBytes;
    }

    /** Sends what is left. */
    void close() {
        notices.forEach((group, ids) -> {
            for (int from = 0; from < ids.size(); from += Frames.IDS_MAX) {
                List<EntryId> some = ids.subList(from, Math.min(ids.size(), from + Frames.IDS_MAX));
                int bytes = GOSSIP_BYTES + some.size() * ID_BYTES;
                room(bytes);
                news.addNotices(Notice.newBuilder()
                        .setLedger(group.ledger)
                        .setHops(group.hops)
                        .setIds(Frames.ids(some)));
                newsBytes += bytes;
            }
        });
        notices.clear();
        if (newsBytes > 0) {
            sendNews();
        }
    }

    private void sendNews() {
        Frame.Builder frame = Frame.newBuilder();
        if (news.getGossipCount() == 1 && news.getNoticesCount() == 0) {
            frame.setGossip(news.getGossip(0));
        } else if (news.getGossipCount() == 0 && news.getNoticesCount() == 1) {
            frame.setNotice(news.getNotices(0));
        } else {
            frame.setNews(news);
        }
        send.accept(frame.build());
        news = News.newBuilder();
        sentBytes += newsBytes;
        newsBytes = 0;
    }
}

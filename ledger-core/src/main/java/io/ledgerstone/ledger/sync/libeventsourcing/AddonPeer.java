package io.ledgerstone.ledger.sync.libeventsourcing;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.entry.Entry;
import io.ledgerstone.ledger.entry.Week;
import io.ledgerstone.ledger.sync.Dice;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.AdvertiseHashes;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.BulkData;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.Malformed;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.PeerState;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.RequestState;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.RequestWeek;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.Subscribe;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.WeekData;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonMessage.WeekHash;
import io.ledgerstone.ledger.sync.libeventsourcing.AddonSettings.Variant;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One ledger among addons that run LibEventSourcing: does what their library does, message by message and second by second, and what
 * else the package tells. A pure machine: put something in, then fetch what it wants done by {@link #drain()}; call {@link #tick}
 * when {@link #nextTickMs()} has come. Confined to one thread.
 *
 * <p>Time is in milliseconds since 1970 by the server's clock; the library counts whole seconds and so does this.
 */
public final class AddonPeer {
    private static final long TICK_MS = 10_000;
    private static final long STATE_SECONDS = 90;
    private static final int ANSWER_MIN_MS = 3_000;
    private static final int ANSWER_SPREAD_MS = 5_000;
    private static final long NEVER = Long.MAX_VALUE;

    private static final long CONTESTED_SECONDS = 600;

    /** Requests to everybody that led to nothing before the one who advertises is asked alone. */
    private static final int ASKED_IN_VAIN_MAX = 2;

    private final AddonSettings settings;
    private final EntryRows rows;
    private final AddonGate gate;
    private final AddonLedger ledger;
    private final Dice dice;
    private final Outbox outbox;
    private final Peers peers = new Peers();
    private final Promises promises = new Promises();
    private final WeekTimes requested = new WeekTimes();
    private final MinuteBudget requests = new MinuteBudget(DialectLimits.REQUESTS_PER_MINUTE_MAX);

    /** When a week of ours last looked the same as another and was not. */
    private final Map<Integer, Long> contestedSeconds = new HashMap<>();

    private final Map<Integer, Long> answersDueMs = new HashMap<>();

    private @Nullable Advertising advertising;
    private long advertiseDueMs = NEVER;
    private long stateDueMs = NEVER;
    private SyncState state = SyncState.UNKNOWN;
    private boolean stateKnown;
    private long stateSinceSeconds;
    private long collisions;

    /**
     * A peer that hears nothing yet and says nothing.
     *
     * @param settings who we are, and among whom
     * @param codec makes the ledger's entries
     * @param order the classes that are known
     * @param gate asked before entries are inserted and before they are sent
     * @param ledger the ledger as it is
     * @param dice spreads the answers of several peers
     */
    public AddonPeer(
            AddonSettings settings, EntryCodec codec, FieldOrder order, AddonGate gate, AddonLedger ledger, Dice dice) {
        this.settings = settings;
        this.rows = new EntryRows(codec, order);
        this.gate = gate;
        this.ledger = ledger;
        this.dice = dice;
        this.outbox = new Outbox(settings, rows, gate);
    }

    /** The channel is there. From now on the sync state is kept. */
    public void start(long nowMs) {
        stateDueMs = nowMs + TICK_MS;
    }

    /** Advertises from now on, and sends who asks. Nothing if it does already. */
    public void enableSending(long nowMs) {
        if (advertising == null) {
            advertising = new Advertising(settings, ledger, seconds(nowMs));
            advertiseDueMs = nowMs + TICK_MS;
        }
    }

    /** Advertises no more. */
    public void disableSending() {
        advertising = null;
        advertiseDueMs = NEVER;
        answersDueMs.clear();
    }

    /** Does what is due. */
    public void tick(long nowMs) {
        stateDueMs = stateDueMs == NEVER ? NEVER : Math.min(stateDueMs, nowMs + TICK_MS);
        advertiseDueMs = advertiseDueMs == NEVER ? NEVER : Math.min(advertiseDueMs, nowMs + TICK_MS);
        promises.expire(nowMs, peers);
        if (stateDueMs <= nowMs) {
            stateDueMs = following(stateDueMs, nowMs);
            if (stateSinceSeconds + STATE_SECONDS < seconds(nowMs)) {
                become(SyncState.UNKNOWN, nowMs);
            }
        }
        answerRequests(nowMs);
        if (advertising != null && advertiseDueMs <= nowMs) {
            advertiseDueMs = following(advertiseDueMs, nowMs);
            AdvertiseHashes advert = advertising.next(seconds(nowMs));
            if (advert != null) {
                outbox.toGuild(advert);
                targets().forEach(target -> outbox.whisper(target, advert));
            }
        }
    }

    /** A ticker that is late by more than its time goes on from now. */
    private static long following(long dueMs, long nowMs) {
        return dueMs + TICK_MS > nowMs ? dueMs + TICK_MS : nowMs + TICK_MS;
    }

    private void answerRequests(long nowMs) {
        Iterator<Map.Entry<Integer, Long>> answers = answersDueMs.entrySet().iterator();
        while (answers.hasNext()) {
            Map.Entry<Integer, Long> answer = answers.next();
            if (answer.getValue() <= nowMs) {
                answers.remove();
                if (advertising != null && advertising.take(answer.getKey(), seconds(nowMs))) {
                    sendWeek(Distribution.GUILD, "", answer.getKey(), nowMs);
                }
            }
        }
    }

    /** When {@link #tick} has something to do next. */
    public long nextTickMs() {
        long next = Math.min(stateDueMs, advertiseDueMs);
        for (long due : answersDueMs.values()) {
            next = Math.min(next, due);
        }
        return next;
    }

    /** Own entries are in the ledger now: tells the guild. */
    public void appended(List<Entry> entries, long nowMs) {
        outbox.bulkData(Distribution.GUILD, "", entries, false, seconds(nowMs));
    }

    /** Tells the raid of entries, too. */
    public void tellRaid(List<Entry> entries, long nowMs) {
        outbox.bulkData(Distribution.RAID, "", entries, false, seconds(nowMs));
    }

    /** Asks everybody for their state. */
    public void requestStates(Distribution distribution, long nowMs) {
        outbox.add(new AddonOutput.Send(distribution, "", new RequestState(seconds(nowMs)), false));
    }

    /** Asks one peer for a week. */
    public void requestWeek(String target, int week, long nowMs) {
        outbox.whisper(target, new RequestWeek(seconds(nowMs), week));
    }

    /** Asks one peer for more, of which nothing comes yet. */
    public void subscribe(String target, long nowMs) {
        outbox.whisper(target, new Subscribe(seconds(nowMs)));
    }

    /**
     * Sends one peer everything, which is in memory at once: a channel that carries 800 bytes a second is not for large ledgers.
     */
    public void sendAll(String target, long nowMs) {
        List<Entry> all = new ArrayList<>();
        ledger.weekNumbers().forEach(week -> all.addAll(ledger.entries(week)));
        outbox.bulkData(Distribution.WHISPER, target, all, true, seconds(nowMs));
    }

    /** What became of entries that {@link AddonOutput.Insert} handed over: how many were new, and how many were not taken. */
    public void inserted(String sender, long added, long refused) {
        PeerRecord peer = peers.of(sender);
        peer.added += added;
        peer.refused += refused;
    }

    /**
     * A message came.
     *
     * @param sender the name of who sent it, as the channel vouches for it
     * @param distribution how it came
     * @param message what {@link Envelope#open} made of it
     */
    public void receive(String sender, Distribution distribution, AddonMessage message, long nowMs) {
        int nameBytes = sender.getBytes(StandardCharsets.UTF_8).length;
        if (sender.equals(settings.name()) || nameBytes == 0 || nameBytes > DialectLimits.NAME_BYTES_MAX) {
            return;
        }
        PeerRecord peer = peers.of(sender);
        peer.messages++;
        switch (message) {
            case AdvertiseHashes advert -> receiveAdvert(sender, peer, distribution, advert, nowMs);
            case RequestWeek request -> receiveRequest(sender, peer, distribution, request, nowMs);
            case WeekData data -> promises.sent(data.week(), sender, receiveEntries(sender, peer, data.entries()));
            case BulkData data -> receiveEntries(sender, peer, data.entries());
            case RequestState request -> {
                if (peer.takeAnswer(nowMs)) {
                    outbox.whisper(
                            sender, new PeerState(seconds(nowMs), ledger.stateHash(), ledger.total(), ledger.lag()));
                }
            }
            case PeerState told ->
                peer.status =
                        new PeerReport.Status(told.stateHash(), told.lag(), told.totalEntryCount(), seconds(nowMs));
            case Subscribe subscribe -> peer.subscribed = true;
            case Malformed malformed -> peer.malformed++;
        }
    }

    private void receiveAdvert(
            String sender, PeerRecord peer, Distribution distribution, AdvertiseHashes advert, long nowMs) {
        boolean whispered = isFork() && distribution == Distribution.WHISPER;
        if (whispered && !settings.sources().contains(sender)) {
            return;
        }
        boolean same = true;
        for (WeekHash theirs : advert.hashes()) {
            same &= receiveHash(sender, peer, whispered, theirs, nowMs);
        }
        peer.status = new PeerReport.Status(advert.stateHash(), advert.lag(), advert.totalEntryCount(), seconds(nowMs));
        if (advert.stateHash() == ledger.stateHash()) {
            become(same ? SyncState.SYNCED : SyncState.OUT_OF_SYNC, nowMs);
        }
    }

    private boolean receiveHash(String sender, PeerRecord peer, boolean whispered, WeekHash theirs, long nowMs) {
        int week = theirs.number();
        WeekHash mine = ledger.week(week);
        boolean collision = settings.digests() && mine.collidesWith(theirs);
        if (collision) {
            collisions++;
            peer.collisions++;
            contestedSeconds.put(week, seconds(nowMs));
        }
        boolean same = mine.looksLike(theirs) && !collision;
        if (advertising != null && mayHoldBack(peer, theirs, nowMs)) {
            boolean isOver = Priority.isOver(sender, settings.name());
            if (isOver) {
                advertising.giveWay(week, !same, seconds(nowMs));
            }
            if (same) {
                advertising.holdBack(week, seconds(nowMs));
            }
            if (isOver || same) {
                promises.advertised(week, sender, theirs.count(), nowMs);
            }
        }
        if (same) {
            peer.agree(week);
        } else {
            differ(sender, peer, whispered, theirs, theirs.count() > mine.count(), nowMs);
        }
        return !collision;
    }

    /** Not if it broke its promises, nor if it shows no digest where digests were seen to differ. */
    private boolean mayHoldBack(PeerRecord peer, WeekHash theirs, long nowMs) {
        Long contested = contestedSeconds.get(theirs.number());
        boolean blind = theirs.digest() == null && contested != null && seconds(nowMs) - contested <= CONTESTED_SECONDS;
        return peer.isTrusted(nowMs) && !blind;
    }

    private void differ(
            String sender, PeerRecord peer, boolean whispered, WeekHash theirs, boolean hasMore, long nowMs) {
        int week = theirs.number();
        if (week != Week.numberOf(seconds(nowMs)) || hasMore) {
            become(SyncState.OUT_OF_SYNC, nowMs);
        }
        if (requested.holds(week, seconds(nowMs)) || !requests.take(nowMs)) {
            return;
        }
        requested.set(week, seconds(nowMs));
        RequestWeek request = new RequestWeek(seconds(nowMs), week);
        if (whispered) {
            outbox.whisper(sender, request);
            return;
        }
        outbox.toGuild(request);
        promises.asked(week, nowMs);
        if (peer.ask(week) > ASKED_IN_VAIN_MAX) {
            outbox.whisper(sender, request);
        }
    }

    private void receiveRequest(
            String sender, PeerRecord peer, Distribution distribution, RequestWeek request, long nowMs) {
        int week = request.week();
        if (distribution == Distribution.WHISPER) {
            boolean known = !isFork() || settings.targets().contains(sender);
            if (known && peer.takeAnswer(nowMs)) {
                sendWeek(Distribution.WHISPER, sender, week, nowMs);
            }
        } else if (distribution == Distribution.GUILD) {
            promises.asked(week, nowMs);
            if (advertising == null) {
                requested.set(week, seconds(nowMs));
            } else if (advertising.isAdvertised(week)) {
                long dueMs = nowMs + ANSWER_MIN_MS + dice.below(ANSWER_SPREAD_MS);
                answersDueMs.merge(week, dueMs, Math::min);
            }
        }
    }

    private void sendWeek(Distribution distribution, String target, int week, long nowMs) {
        outbox.weekData(distribution, target, week, ledger.week(week).hash(), ledger.entries(week), seconds(nowMs));
    }

    /** Hands over what is an entry and may come from its sender; answers how many were. */
    private long receiveEntries(String sender, PeerRecord peer, List<AddonValue> lists) {
        List<Entry> entries = new ArrayList<>();
        for (AddonValue list : lists) {
            peer.entries++;
            if (!(rows.read(list) instanceof EntryRows.Outcome.Read read)) {
                peer.refused++;
            } else if (!gate.allows(read.entry(), sender)) {
                peer.unauthorized++;
            } else {
                entries.add(read.entry());
            }
        }
        if (!entries.isEmpty()) {
            outbox.add(new AddonOutput.Insert(sender, entries));
        }
        return entries.size();
    }

    /** The library counts from the last change, not from the last time it was confirmed. */
    private void become(SyncState next, long nowMs) {
        if (!stateKnown || state != next) {
            stateKnown = true;
            state = next;
            stateSinceSeconds = seconds(nowMs);
            outbox.add(new AddonOutput.StateChanged(next));
        }
    }

    private boolean isFork() {
        return settings.variant() == Variant.CLASSIC_LOOT_MANAGER;
    }

    private Iterable<String> targets() {
        return isFork() ? settings.targets() : List.of();
    }

    private static long seconds(long nowMs) {
        return Math.floorDiv(nowMs, 1000L);
    }

    /** What is to be done, in this order. */
    public List<AddonOutput> drain() {
        return outbox.drain();
    }

    /** What the library would show its user. */
    public SyncState state() {
        return state;
    }

    /** Weeks that looked the same as ours and were not, as often as one was advertised. */
    public long adlerCollisions() {
        return collisions;
    }

    /** Entries that were to be sent and were not: the gate refused them, or they have no form on this channel. */
    public long withheld() {
        return outbox.withheld();
    }

    /** What is known about each peer. */
    public SortedMap<String, PeerReport> peers() {
        return peers.reports();
    }
}

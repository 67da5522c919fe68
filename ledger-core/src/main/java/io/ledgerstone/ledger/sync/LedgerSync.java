package io.ledgerstone.ledger.sync;

import io.ledgerstone.ledger.codec.EntryCodec;
import io.ledgerstone.ledger.sync.SyncOutput.Insert;
import io.ledgerstone.ledger.sync.SyncOutput.Send;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one ledger the same as those of all peers that are up, however unreliable the way to them, as long as each can be reached
 * through some others. Feed it what happens; do what {@link #drain()} says. Times are of a clock that never goes back. Confined
 * to one thread.
 *
 * <table>
 * <caption>Rules</caption>
 * <tr><th>when</th><th>what is done</th></tr>
 * <tr><td>a peer comes up</td><td>send it an advert</td></tr>
 * <tr><td>time for it ({@link AdvertTimer})</td><td>send all peers an advert</td></tr>
 * <tr><td>entries came by reconciliation</td><td>send the others an advert soon</td></tr>
 * <tr><td>an advert, or the greeting of a session, differs</td><td>the peer becomes a candidate, at once if it has much more,
 *     after a moment if what differs may be on its way, after some more if it lacks something and should ask by itself</td></tr>
 * <tr><td>there are candidates and nobody is being asked</td><td>begin a session with one: the one with the fewest broken
 *     promises, among equals the one that a number drawn here picks, so no peer can make itself the first</td></tr>
 * <tr><td>nothing came of a session for {@link SyncPace#hedgeMs}</td><td>begin one with the next candidate beside it</td></tr>
 * <tr><td>for {@link SyncPace#promiseMs}</td><td>give it up; the peer is asked again after others, and after a while that
 *     doubles</td></tr>
 * <tr><td>a session has moved something</td><td>another one with the same peer, until both are the same</td></tr>
 * <tr><td>it has moved nothing and the roots differ</td><td>another one after a while that doubles</td></tr>
 * </table>
 *
 * <p>Progress is new valid entries that were inserted, entries the peer took, and finding what differs, which has a bound; never
 * bytes. No advert keeps anybody from anything: whoever repeats ours, or says that it has the same, only spoils the verdict on
 * itself. Frames that follow from entries are sent when these are durable.
 */
public final class LedgerSync {
    /** How often sessions are ticked. */
    private static final long SESSION_TICK_MS = 250;

    /** How often it is looked whether another ledger has been settled. */
    private static final long WAITING_TICK_MS = 50;

    /** Peers asked at the same time. */
    private static final int ASKED_MAX = 4;

    /** Sessions one after another with one peer before the others get their turn. */
    private static final int REPEATS_MAX = 8;

    /** So many entries more are not on their way one by one. */
    private static final long MUCH_MORE = 64;

    private static final long SPREAD_MIN_MS = 50;
    private static final int SPREAD_JITTER_MS = 200;
    private static final long SPREAD_INTERVAL_MS = 1000;

    private final String ledger;
    private final long ledgerNumber;
    private final EntryCodec codec;
    private final Function<String, ? extends EntryIndex> newestFor;
    private final Dice dice;
    private final SyncPace pace;
    private final AdvertTimer timer;
    private final int run;
    private final int nonce;
    private final SortedMap<String, PeerSync> peers = new TreeMap<>();
    private final List<LedgerSync> first = new ArrayList<>();

    /** What we have, if it was needed since our copy grew: it takes a look at every entry of a week that did. */
    private @Nullable RootAdvert ours;

    /** How many entries we have, or -1 if that was not asked since our copy grew. */
    private long ourTotal = -1;

    private long grownMs;
    private int adverts;
    private long spreadMs = Long.MAX_VALUE;
    private long lastSpreadMs = Long.MIN_VALUE / 2;
    private List<Insert> inserts = new ArrayList<>();
    private List<Send> sends = new ArrayList<>();

    /**
     * A machine without peers.
     *
     * @param ledger the ledger's name
     * @param codec the ledger's
     * @param newestFor the newest moment of our copy, as a peer of that name may see it
     * @param dice chance
     * @param pace how soon to do what
     */
    public LedgerSync(
            String ledger,
            EntryCodec codec,
            Function<String, ? extends EntryIndex> newestFor,
            Dice dice,
            SyncPace pace) {
        this.ledger = ledger;
        this.codec = codec;
        this.newestFor = newestFor;
        this.dice = dice;
        this.pace = pace;
        ledgerNumber = RootAdvert.ledger(ledger, codec.layout());
        timer = new AdvertTimer(pace.advertMinMs(), pace.advertMaxMs(), dice);
        run = dice.below(Integer.MAX_VALUE);
        nonce = dice.below(Integer.MAX_VALUE);
    }

    /**
     * Asks no peer before other ledgers are settled with it, such as one without which entries of this ledger would be refused.
     * Answering is not affected.
     */
    public LedgerSync after(Collection<LedgerSync> others) {
        first.addAll(others);
        return this;
    }

    /** A peer can be reached now. */
    public void up(String peer, long nowMs) {
        PeerSync known = peers.get(peer);
        if (known == null) {
            Responder responder = new Responder(ledger, codec, () -> newestFor.apply(peer));
            peers.put(peer, new PeerSync(peer, responder, pace));
        }
        advertise(peer);
        timer.hurry(nowMs);
    }

    /** A peer is gone, and what was going on with it. */
    public void down(String peer, long nowMs) {
        peers.remove(peer);
        choose(nowMs);
    }

    /** Our copy has more entries than before, wherever they came from. */
    public void grown(long nowMs) {
        ours = null;
        ourTotal = -1;
        grownMs = nowMs;
        timer.changed(nowMs);
    }

    /** Takes a frame of a peer; any bytes will do. */
    public void receive(String peer, byte[] frame, long nowMs) {
        PeerSync from = peers.get(peer);
        if (from == null) {
            return;
        }
        switch (Frames.side(frame)) {
            case ASKING -> {
                if (Frames.read(frame) instanceof Message.Hello hello
                        && hello.advert().ledger() == ledgerNumber) {
                    hear(from, hello.advert(), nowMs);
                }
                perform(from, from.responder.receive(frame));
            }
            case ANSWERING -> {
                Reconciliation session = from.session();
                if (session != null) {
                    perform(from, session.receive(frame));
                    from.look(nowMs);
                    conclude(from, nowMs);
                }
            }
            case ANYBODY -> {
                if (Frames.read(frame) instanceof Message.Advert advert
                        && advert.advert().ledger() == ledgerNumber) {
                    if (from.hears(advert)) {
                        hear(from, advert.advert(), nowMs);
                    }
                } else {
                    from.countMalformed();
                }
            }
        }
        choose(nowMs);
    }

    private void hear(PeerSync from, RootAdvert advert, long nowMs) {
        boolean same = isSame(from.name, advert);
        from.has(advert, same, nowMs);
        if (!same) {
            timer.hurry(nowMs);
        }
    }

    /**
     * What became of the oldest insert that was asked for on behalf of a peer and not told of yet.
     *
     * @param added entries that are new and durable
     * @param refused entries that authorization refused
     */
    public void inserted(String peer, long added, long refused, long nowMs) {
        if (added > 0) {
            grown(nowMs);
            spreadSoon(nowMs);
        }
        PeerSync from = peers.get(peer);
        if (from != null) {
            from.inserted(added, refused, nowMs);
            release(from);
            conclude(from, nowMs);
        }
        choose(nowMs);
    }

    private void spreadSoon(long nowMs) {
        if (spreadMs == Long.MAX_VALUE) {
            spreadMs =
                    Math.max(nowMs + SPREAD_MIN_MS + dice.below(SPREAD_JITTER_MS), lastSpreadMs + SPREAD_INTERVAL_MS);
        }
    }

    /** Some time has passed. */
    public void tick(long nowMs) {
        for (PeerSync peer : peers.values()) {
            Reconciliation session = peer.session();
            if (session != null && peer.ticks(nowMs, SESSION_TICK_MS)) {
                perform(peer, session.tick());
                conclude(peer, nowMs);
            }
            if (peer.session() != null && peer.isStalled(nowMs, pace.promiseMs())) {
                peer.breakPromise(nowMs);
            }
        }
        boolean due = timer.isDue(nowMs, peers.values().stream().allMatch(this::isSame));
        if (due || nowMs >= spreadMs) {
            peers.values().stream().filter(peer -> due || !isSame(peer)).forEach(peer -> advertise(peer.name));
            lastSpreadMs = nowMs;
            spreadMs = Long.MAX_VALUE;
        }
        choose(nowMs);
    }

    private boolean isSame(PeerSync peer) {
        RootAdvert theirs = peer.theirs();
        return theirs != null && isSame(peer.name, theirs);
    }

    private boolean isSame(String peer, RootAdvert theirs) {
        return theirs.total() == total(peer) && theirs.isSameAs(ours(peer));
    }

    private long total(String peer) {
        if (ourTotal < 0) {
            ourTotal = newestFor.apply(peer).total();
        }
        return ourTotal;
    }

    /** When the next tick is due; after now. */
    public long nextTickMs(long nowMs) {
        long next = Math.min(timer.nextMs(), spreadMs);
        long ready = Long.MAX_VALUE;
        boolean asking = false;
        for (PeerSync peer : peers.values()) {
            if (peer.session() == null) {
                ready = Math.min(ready, readyMs(peer));
            } else {
                asking = true;
                next = Math.min(next, peer.nextTickMs(SESSION_TICK_MS));
            }
        }
        if (!asking) {
            // Who is ready and was not asked waits for another ledger.
            next = Math.min(next, ready <= nowMs ? nowMs + WAITING_TICK_MS : ready);
        }
        return Math.max(next, nowMs + 1);
    }

    /** What is to be done now; each thing is handed out once. */
    public SyncOutput drain() {
        if (inserts.isEmpty() && sends.isEmpty()) {
            return SyncOutput.NONE;
        }
        SyncOutput output = new SyncOutput(inserts, sends);
        inserts = new ArrayList<>();
        sends = new ArrayList<>();
        return output;
    }

    /** How our copy stands to those of the peers that are up, by their names. */
    public SortedMap<String, PeerVerdict> verdicts(long nowMs) {
        SortedMap<String, PeerVerdict> verdicts = new TreeMap<>();
        peers.forEach((name, peer) -> verdicts.put(name, peer.verdict(ours(name), nowMs)));
        return verdicts;
    }

    /** What we have. */
    public RootAdvert advert() {
        return ours("");
    }

    private RootAdvert ours(String peer) {
        RootAdvert known = ours;
        if (known == null) {
            known = new Moment(newestFor.apply(peer)).advert(ledgerNumber);
            ours = known;
        }
        return known;
    }

    private void advertise(String peer) {
        sends.add(new Send(peer, Frames.write(new Message.Advert(run, ++adverts, ours(peer)))));
    }

    /** When a peer may be asked; never, as far as known, if there is no reason to. */
    private long readyMs(PeerSync peer) {
        RootAdvert theirs = peer.theirs();
        if (theirs == null || peer.session() != null || isSame(peer)) {
            return Long.MAX_VALUE;
        }
        long own = total(peer.name);
        long more = theirs.total() - own;
        if (more <= 0 && peer.heardMs() < grownMs) {
            // It may have got by now what we got since.
            return Long.MAX_VALUE;
        }
        boolean atOnce = more > MUCH_MORE || (more > 0 && own == 0);
        boolean weAsk = more > 0
                || (more == 0 && theirs.root().compareTo(ours(peer.name).root()) > 0);
        long delayMs = atOnce ? 0 : weAsk ? pace.settleMs() : pace.patienceMs();
        return Math.max(peer.notBeforeMs(), peer.differsSinceMs() + delayMs);
    }

    /** Begins sessions, unless those that run come forward. */
    private void choose(long nowMs) {
        int asked = 0;
        boolean allStalled = true;
        for (PeerSync peer : peers.values()) {
            if (peer.session() != null) {
                asked++;
                allStalled &= peer.isStalled(nowMs, pace.hedgeMs());
            }
        }
        if (asked < ASKED_MAX && allStalled) {
            peers.values().stream()
                    .filter(peer -> readyMs(peer) <= nowMs && first.stream().allMatch(one -> one.isSettled(peer.name)))
                    .min(Comparator.comparingInt(PeerSync::strikes).thenComparingLong(this::rank))
                    .ifPresent(peer -> begin(peer, nowMs));
        }
    }

    /** A number of a peer that nobody else can know. */
    private long rank(PeerSync peer) {
        long mixed = ((long) nonce << 32 | (peer.name.hashCode() & 0xFFFF_FFFFL)) * 0x9E37_79B9_7F4A_7C15L;
        return ((mixed ^ (mixed >>> 29)) * 0xBF58_476D_1CE4_E5B9L) >>> 1;
    }

    /** Whether there is nothing that a peer is known to have more and that we have not asked it for yet. */
    private boolean isSettled(String name) {
        PeerSync peer = peers.get(name);
        return peer == null
                || (peer.theirs() != null
                        && peer.session() == null
                        && (isSame(peer) || peer.foundNothingMore() || readyMs(peer) == Long.MAX_VALUE));
    }

    private void begin(PeerSync peer, long nowMs) {
        Reconciliation session =
                new Reconciliation(dice.below(Integer.MAX_VALUE), ledger, codec, newestFor.apply(peer.name));
        peer.begin(session, nowMs);
        perform(peer, session.begin());
    }

    private void perform(PeerSync peer, Step step) {
        boolean waits = !step.inserts().isEmpty();
        if (waits) {
            inserts.add(new Insert(peer.name, step.inserts()));
        }
        if (waits || !step.frames().isEmpty()) {
            peer.hold(step.frames(), waits);
            release(peer);
        }
    }

    private void release(PeerSync peer) {
        peer.release(frame -> sends.add(new Send(peer.name, frame)));
    }

    /** Takes a session's result when it has ended and its entries are inserted. */
    private void conclude(PeerSync peer, long nowMs) {
        Reconciliation session = peer.session();
        Ending ending = session == null ? null : session.ending();
        if (session == null || ending == null || peer.isInserting()) {
            return;
        }
        boolean moved = peer.conclude(session, ours(peer.name));
        switch (ending) {
            case SAME -> {
                peer.has(session.advert(), session.advert().isSameAs(ours(peer.name)), nowMs);
                peer.repeats = 0;
            }
            case FINISHED, UNFINISHED -> {
                if (moved && ++peer.repeats < REPEATS_MAX) {
                    begin(peer, nowMs);
                } else {
                    peer.repeats = 0;
                    peer.backOff(nowMs);
                }
            }
            case SILENT, BROKEN -> peer.breakPromise(nowMs);
            case OTHER_LEDGER -> peer.repeats = 0;
        }
    }
}

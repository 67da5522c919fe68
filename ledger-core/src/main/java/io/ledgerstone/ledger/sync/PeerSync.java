package io.ledgerstone.ledger.sync;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What one ledger's sync knows of one peer. Confined to one thread. */
final class PeerSync {
    private static final int STRIKES_MAX = 16;
    private static final int HELD_MAX = 64;

    final String name;
    final Responder responder;
    private final SyncPace pace;
    private final Deque<Held> held = new ArrayDeque<>();

    private @Nullable RootAdvert theirs;
    private long heardMs;
    private long differsSinceMs = -1;
    private int run;
    private int count;

    private @Nullable Reconciliation session;
    private long tickedMs;
    private long progressMs;
    private long stepsSeen;
    private long addedInSession;
    private boolean otherLedger;

    private @Nullable Standing found;
    private @Nullable RootAdvert foundOurs;
    private @Nullable RootAdvert foundTheirs;
    private long deliveredLast;
    int repeats;
    private int strikes;
    private long retryMs;
    private long notBeforeMs;

    private long received;
    private long delivered;
    private long refused;
    private long forged;
    private long malformed;
    private long replayed;
    private long collisions;
    private long brokenPromises;

    /** Frames that are sent once the entries that came with their cause are durable. */
    private static final class Held {
        private final List<byte[]> frames;
        private boolean waits;

        Held(List<byte[]> frames, boolean waits) {
            this.frames = frames;
            this.waits = waits;
        }
    }

    PeerSync(String name, Responder responder, SyncPace pace) {
        this.name = name;
        this.responder = responder;
        this.pace = pace;
        retryMs = pace.retryMinMs();
    }

    // ------------------------------------------------------------------------------------------------ what it has

    @Nullable RootAdvert theirs() {
        return theirs;
    }

    long heardMs() {
        return heardMs;
    }

    /** Takes an advert, unless it is an old one. */
    boolean hears(Message.Advert advert) {
        if (theirs != null && run == advert.session() && advert.number() <= count) {
            replayed++;
            return false;
        }
        run = advert.session();
        count = advert.number();
        return true;
    }

    void has(RootAdvert advert, boolean same, long nowMs) {
        theirs = advert;
        heardMs = nowMs;
        if (same) {
            differsSinceMs = -1;
        } else if (differsSinceMs < 0) {
            differsSinceMs = nowMs;
        }
    }

    /** Since when it is known to differ. */
    long differsSinceMs() {
        return Math.max(0, differsSinceMs);
    }

    void countMalformed() {
        malformed++;
    }

    // ---------------------------------------------------------------------------------------------------- sessions

    @Nullable Reconciliation session() {
        return session;
    }

    void begin(Reconciliation next, long nowMs) {
        session = next;
        tickedMs = nowMs;
        progressMs = nowMs;
        stepsSeen = 0;
        addedInSession = 0;
    }

    /** Whether it is time for a tick of the session. */
    boolean ticks(long nowMs, long intervalMs) {
        if (nowMs - tickedMs < intervalMs) {
            return false;
        }
        tickedMs = nowMs;
        return true;
    }

    long nextTickMs(long intervalMs) {
        return tickedMs + intervalMs;
    }

    /** Notes whether the session came forward. */
    void look(long nowMs) {
        if (session != null && session.steps() > stepsSeen) {
            stepsSeen = session.steps();
            progressMs = nowMs;
        }
    }

    /** Whether nothing has come of the session for some time, and that is not because of us. */
    boolean isStalled(long nowMs, long afterMs) {
        return !isInserting() && nowMs - progressMs >= afterMs;
    }

    /** Whether it may be asked at a time. */
    long notBeforeMs() {
        return otherLedger ? Long.MAX_VALUE : notBeforeMs;
    }

    int strikes() {
        return strikes;
    }

    /** Gives the session up: what was promised did not come. */
    void breakPromise(long nowMs) {
        brokenPromises++;
        session = null;
        repeats = 0;
        strikes = Math.min(STRIKES_MAX, strikes + 1);
        backOff(nowMs);
    }

    /** Nothing moved, or the promise was broken: not at once again. */
    void backOff(long nowMs) {
        notBeforeMs = nowMs + retryMs;
        retryMs = Math.min(pace.retryMaxMs(), retryMs * 2);
    }

    /**
     * Takes the result of a session that has ended.
     *
     * @return whether anything moved
     */
    boolean conclude(Reconciliation ended, RootAdvert oursNow) {
        Progress progress = ended.progress();
        forged += progress.forged();
        collisions += progress.collisions();
        delivered += progress.delivered();
        boolean moved = addedInSession > 0 || (progress.delivered() > 0 && progress.delivered() != deliveredLast);
        deliveredLast = progress.delivered();
        RootAdvert welcomed = ended.theirs();
        if (welcomed != null) {
            theirs = welcomed;
        }
        found = progress.standing();
        foundOurs = oursNow;
        foundTheirs = theirs;
        session = null;
        if (progress.ending() == Ending.SAME || moved) {
            strikes = 0;
            retryMs = pace.retryMinMs();
        }
        otherLedger = progress.ending() == Ending.OTHER_LEDGER;
        return moved;
    }

    /** Whether the last session that ended found that it has nothing more that we could get, and it has said nothing new since. */
    boolean foundNothingMore() {
        return theirs != null && theirs.equals(foundTheirs);
    }

    // ------------------------------------------------------------------------------------------ frames and inserts

    /** Whether entries it sent are being inserted. */
    boolean isInserting() {
        return held.stream().anyMatch(one -> one.waits);
    }

    /** Keeps frames back until everything before them is durable. Too many are lost, as frames may be. */
    void hold(List<byte[]> frames, boolean waits) {
        if (waits || held.size() < HELD_MAX) {
            held.add(new Held(frames, waits));
        }
    }

    /** What became of the oldest insert that was asked for. */
    void inserted(long added, long refusedNow, long nowMs) {
        received += added;
        refused += refusedNow;
        addedInSession += added;
        if (added > 0) {
            progressMs = nowMs;
        }
        held.stream().filter(one -> one.waits).findFirst().ifPresent(one -> one.waits = false);
    }

    /** Hands over the frames that wait for nothing. */
    void release(Consumer<byte[]> send) {
        while (!held.isEmpty() && !held.getFirst().waits) {
            held.removeFirst().frames.forEach(send);
        }
    }

    // ----------------------------------------------------------------------------------------------------- verdict

    PeerVerdict verdict(RootAdvert ours, long nowMs) {
        // What a session found is out of date if the entries came from somebody else while it ran.
        boolean known =
                theirs != null && !theirs.isSameAs(ours) && ours.equals(foundOurs) && theirs.equals(foundTheirs);
        return new PeerVerdict(
                theirs == null ? null : known && found != null ? found : estimate(theirs, ours),
                theirs != null && (known || theirs.isSameAs(ours)),
                heardMs,
                theirs == null ? 0 : theirs.total(),
                activity(nowMs),
                received,
                delivered,
                refused,
                forged + responder.forged(),
                malformed,
                replayed,
                collisions,
                brokenPromises);
    }

    private PeerVerdict.Activity activity(long nowMs) {
        if (otherLedger) {
            return PeerVerdict.Activity.OTHER_LEDGER;
        }
        if (session != null) {
            return PeerVerdict.Activity.COMPARING;
        }
        return nowMs < notBeforeMs ? PeerVerdict.Activity.WAITING : PeerVerdict.Activity.QUIET;
    }

    private static Standing estimate(RootAdvert theirs, RootAdvert ours) {
        if (theirs.isSameAs(ours)) {
            return new Standing.Same();
        }
        long more = theirs.total() - ours.total();
        if (more == 0) {
            return new Standing.Differs(0, 0, Collections.emptyNavigableSet());
        }
        return more > 0 ? new Standing.Behind(more) : new Standing.Ahead(-more);
    }
}

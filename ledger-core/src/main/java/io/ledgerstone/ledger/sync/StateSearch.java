package io.ledgerstone.ledger.sync;

import io.ledgerstone.ledger.codec.StateDigest;
import io.ledgerstone.ledger.entry.InvalidEntryException;
import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.Value;
import io.ledgerstone.ledger.entry.ValueDifference;
import io.ledgerstone.ledger.sync.StateReport.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The search for the first entry after which the state of an addon is not the peer's, and then for what differs there.
 *
 * <table>
 * <caption>Transitions</caption>
 * <tr><th>from</th><th>on</th><th>to</th></tr>
 * <tr><td>NARROWING</td><td>both sides' points, and some lie between the last equal and the first other one</td>
 *     <td>NARROWING</td></tr>
 * <tr><td>NARROWING</td><td>both sides' points, and none do</td><td>FETCHING</td></tr>
 * <tr><td>NARROWING</td><td>points after other entries, no difference at all, no answer, a refusal</td><td>ENDED</td></tr>
 * <tr><td>FETCHING</td><td>both states, or no answer, or a refusal</td><td>ENDED</td></tr>
 * </table>
 *
 * <p>What it finds is the first difference if states that have become different stay so; otherwise a first one after being equal.
 */
final class StateSearch {
    final String addon;
    final StateHash code;
    private final StatePeer peer;
    private final RootAdvert root;
    private final AddonState live;
    private final StateHash liveTheirs;
    private final int request;
    private Phase phase = Phase.NARROWING;
    private int round;
    private long same = -1;
    private long other;
    private List<Long> positions;
    private @Nullable List<StatePoint> ours;
    private @Nullable List<StatePoint> theirs;
    private @Nullable StatePoint ourPoint;
    private @Nullable StatePoint theirPoint;
    private OwnPoints.@Nullable State ourState;
    private byte @Nullable [] buffer;
    private long total;
    private int part;
    private boolean fetched;
    private long roundMs;
    private long heardMs;
    private long askedMs = Long.MIN_VALUE / 2;
    private String ending = "";

    /** What a search is doing. */
    enum Phase {
        /** Digests at positions are compared. */
        NARROWING,
        /** Both states at the first difference are got. */
        FETCHING,
        /** Nothing more. */
        ENDED
    }

    StateSearch(StatePeer peer, RootAdvert root, AddonState live, StateHash liveTheirs, int request, long nowMs) {
        this.peer = peer;
        this.root = root;
        this.live = live;
        this.liveTheirs = liveTheirs;
        this.request = request;
        addon = live.addon();
        code = live.code();
        other = root.total() + 1;
        positions = new ArrayList<>(spread(-1, root.total(), StateLimits.POSITIONS_MAX - 1));
        // The state of all entries must turn out to differ, or there is nothing to search for.
        positions.add(root.total());
        roundMs = nowMs;
        heardMs = nowMs;
    }

    /** At most so many positions between two others, as evenly as possible. */
    static List<Long> spread(long below, long above, int max) {
        long between = above - below - 1;
        List<Long> spread = new ArrayList<>();
        if (between <= max) {
            for (long position = below + 1; position < above; position++) {
                spread.add(position);
            }
            return spread;
        }
        long step = between / (max + 1);
        long rest = between % (max + 1);
        for (int i = 1; i <= max; i++) {
            spread.add(below + i * step + Math.min(i, rest));
        }
        return spread;
    }

    StatePeer peer() {
        return peer;
    }

    Phase phase() {
        return phase;
    }

    /** Why it ended without finding anything. */
    String ending() {
        return ending;
    }

    /** Where our points or our state are wanted. */
    List<Long> positions() {
        return positions;
    }

    boolean wantsOurs() {
        return phase == Phase.NARROWING ? ours == null : phase == Phase.FETCHING && ourState == null;
    }

    /** The question to send now, or null if it is not time to send one. */
    StateMessage.@Nullable OfLedger question(long nowMs) {
        if (!waitsForPeer() || nowMs - askedMs < StateLimits.RESEND_MS) {
            return null;
        }
        askedMs = nowMs;
        return phase == Phase.NARROWING
                ? new StateMessage.Ask(root.ledger(), number(), addon, code, positions)
                : new StateMessage.Fetch(root.ledger(), number(), addon, code, other, part);
    }

    /** Answers of an earlier round must not be taken for those of this one. */
    private int number() {
        return request + round;
    }

    /** When there is something to do again. */
    long nextMs() {
        return waitsForPeer()
                ? Math.min(askedMs + StateLimits.RESEND_MS, heardMs + StateLimits.SILENCE_MS)
                : roundMs + StateLimits.COMPUTE_MS_MAX;
    }

    private boolean waitsForPeer() {
        return phase == Phase.NARROWING ? theirs == null : phase == Phase.FETCHING && !fetched;
    }

    /** Ends what takes too long. */
    void tick(long nowMs) {
        if (waitsForPeer() && nowMs - heardMs >= StateLimits.SILENCE_MS) {
            giveUp("the peer did not answer");
        } else if (nowMs - roundMs >= StateLimits.COMPUTE_MS_MAX) {
            giveUp("a replay took too long");
        }
    }

    void giveUp(String why) {
        if (phase == Phase.FETCHING) {
            // Where they differ is known; that is worth a report without the states.
            fetched = true;
        } else {
            ending = why;
        }
        phase = Phase.ENDED;
    }

    /** Takes our points. */
    void ours(List<StatePoint> points, long nowMs) {
        ours = points;
        advance(nowMs);
    }

    /** Takes our state at the difference. */
    void ours(OwnPoints.State state) {
        ourState = state;
        endFetching();
    }

    /** Takes the peer's points. */
    void theirs(StateMessage.Points message, long nowMs) {
        if (phase != Phase.NARROWING || message.request() != number() || theirs != null) {
            return;
        }
        heardMs = nowMs;
        switch (message.progress()) {
            case WORKING -> {}
            case LATER -> giveUp("the peer has too much to do");
            case UNABLE -> giveUp("the peer cannot replay the addon");
            case DONE -> {
                List<Long> answered =
                        message.points().stream().map(StatePoint::position).toList();
                if (answered.equals(positions)) {
                    theirs = message.points();
                    advance(nowMs);
                } else {
                    giveUp("the peer answered what it was not asked");
                }
            }
        }
    }

    private void advance(long nowMs) {
        List<StatePoint> a = ours;
        List<StatePoint> b = theirs;
        if (a == null || b == null || phase != Phase.NARROWING) {
            return;
        }
        for (int i = 0; i < a.size(); i++) {
            StatePoint one = a.get(i);
            StatePoint two = b.get(i);
            if (!one.entries().equals(two.entries()) || !Objects.equals(one.last(), two.last())) {
                giveUp("earlier entries came in between");
                return;
            }
            if (one.digest().equals(two.digest())) {
                same = one.position();
            } else {
                other = one.position();
                ourPoint = one;
                theirPoint = two;
                break;
            }
        }
        if (ourPoint == null) {
            giveUp(astray(a.getLast().digest(), b.getLast().digest()));
            return;
        }
        begin(nowMs);
    }

    /** Fresh copies agree: then the states that differ were not made by the handlers alone. */
    private String astray(StateHash fresh, StateHash freshTheirs) {
        String who = !fresh.equals(live.digest()) ? "ours" : !freshTheirs.equals(liveTheirs) ? "the peer's" : "one";
        return "fresh replays agree, so " + who
                + " is not what its handlers make of the entries; reload the addon there";
    }

    /** Begins the next round. */
    private void begin(long nowMs) {
        round++;
        roundMs = nowMs;
        heardMs = nowMs;
        askedMs = Long.MIN_VALUE / 2;
        ours = null;
        theirs = null;
        if (other - same > 1) {
            positions = spread(same, other, StateLimits.POSITIONS_MAX);
        } else {
            positions = List.of(other);
            phase = Phase.FETCHING;
        }
    }

    /** Takes a part of the peer's state. */
    void theirs(StateMessage.Part message, long nowMs) {
        if (phase != Phase.FETCHING || message.request() != number() || message.part() != part || fetched) {
            return;
        }
        heardMs = nowMs;
        switch (message.progress()) {
            case WORKING -> {}
            case LATER, UNABLE -> fetched = true;
            case DONE -> take(message);
        }
        endFetching();
    }

    private void take(StateMessage.Part message) {
        if (part == 0) {
            total = message.total();
        }
        if (total > StateLimits.STATE_BYTES_MAX || total != message.total()) {
            fetched = true;
            return;
        }
        byte[] into = buffer;
        if (into == null) {
            into = new byte[(int) total];
            buffer = into;
        }
        int from = part * StateLimits.PART_BYTES;
        System.arraycopy(message.bytes(), 0, into, from, message.bytes().length);
        part++;
        askedMs = Long.MIN_VALUE / 2;
        fetched = from + message.bytes().length == total;
    }

    private void endFetching() {
        if (phase == Phase.FETCHING && fetched && ourState != null) {
            phase = Phase.ENDED;
        }
    }

    /** Where the states begin to differ, or null if that is not known. */
    StateVerdict.@Nullable DiffersSince since() {
        StatePoint first = ourPoint;
        return first == null || other - same > 1 ? null : new StateVerdict.DiffersSince(root, other, first.last());
    }

    /** What differs, once the search has ended at a difference; otherwise null. */
    @Nullable StateReport report() {
        StatePoint one = ourPoint;
        StatePoint two = theirPoint;
        if (phase != Phase.ENDED || one == null || two == null || since() == null) {
            return null;
        }
        OwnPoints.State own = ourState;
        Side left = own != null && own.digest().equals(one.digest())
                ? new Side(one.digest(), own.size(), own.value())
                : new Side(one.digest(), -1, null);
        Side right = side(two);
        Value ourValue = left.state();
        Value theirValue = right.state();
        List<ValueDifference> differences = ourValue == null || theirValue == null
                ? List.of()
                : ValueDifference.between(ourValue, theirValue, StateLimits.DIFFERENCES_MAX);
        Key key = one.last();
        return new StateReport(peer.name, addon, code, root, other, key, left, right, differences);
    }

    private Side side(StatePoint point) {
        byte[] bytes = buffer;
        if (bytes != null
                && (long) part * StateLimits.PART_BYTES >= total
                && StateDigest.ofBytes(bytes).equals(point.digest().toString())) {
            try {
                return new Side(point.digest(), total, StateDigest.read(bytes));
            } catch (InvalidEntryException e) {
                return new Side(point.digest(), -1, null);
            }
        }
        return new Side(point.digest(), total > StateLimits.STATE_BYTES_MAX ? total : -1, null);
    }
}

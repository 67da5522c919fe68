package io.ledgerstone.ledger.sync;

import io.ledgerstone.ledger.entry.KeyLayout;
import io.ledgerstone.ledger.entry.Value;
import io.ledgerstone.ledger.sync.StateMessage.Progress;
import io.ledgerstone.ledger.sync.StateOutput.Compute;
import io.ledgerstone.ledger.sync.SyncOutput.Send;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether the addons of all peers that are up have made the same states of one ledger, and where not, since which entry
 * and how they differ. Stands beside {@link LedgerSync}, which makes the entries the same; both can share a channel. Feed it what
 * happens; do what {@link #drain()} says. Times are of a clock that never goes back. Confined to one thread.
 *
 * <table>
 * <caption>Rules</caption>
 * <tr><th>when</th><th>what is done</th></tr>
 * <tr><td>our states are those of another root, or a peer comes up</td><td>say their digests, to each peer once a second at
 *     most, and again after a while that doubles</td></tr>
 * <tr><td>a peer says its digests at a root that is or lately was ours</td><td>compare them addon by addon</td></tr>
 * <tr><td>same code, other state</td><td>search with that peer, one search per addon at a time</td></tr>
 * <tr><td>a search has found the position</td><td>get both states there and report how they differ</td></tr>
 * <tr><td>a search fails</td><td>another one after a while that doubles</td></tr>
 * <tr><td>a peer asks for digests at positions</td><td>answer at once if they are known, otherwise have a replay made, within
 *     bounds</td></tr>
 * </table>
 *
 * <p>A difference that was found stays until both agree again or the code is another one: it is not searched for at every root.
 */
public final class StateSync {
    private final long ledger;
    private final Dice dice;
    private final int run;
    private final SortedMap<String, StatePeer> peers = new TreeMap<>();
    private final SortedMap<String, StateSearch> searches = new TreeMap<>();
    private final Deque<Own> roots = new ArrayDeque<>();
    private final OwnPoints points = new OwnPoints();
    private final List<Waiter> waiters = new ArrayList<>();
    private int said;
    private List<Send> sends = new ArrayList<>();
    private List<StateReport> reports = new ArrayList<>();

    /** What our addons made of a root. */
    private record Own(RootAdvert root, SortedMap<String, AddonState> states) {}

    /**
     * A peer's question that waits for a replay.
     *
     * @param part which part of the state at the only position is wanted; -1 if digests are
     */
    private record Waiter(String peer, int request, String addon, List<Long> positions, int part, long sinceMs) {}

    /** A machine without peers, for the ledger of a name and a layout. */
    public StateSync(String ledger, KeyLayout layout, Dice dice) {
        this.ledger = RootAdvert.ledger(ledger, layout);
        this.dice = dice;
        run = dice.below(Integer.MAX_VALUE);
    }

    // ------------------------------------------------------------------------------------------- inputs

    /** A peer can be reached now. */
    public void up(String peer, long nowMs) {
        peers.computeIfAbsent(peer, name -> new StatePeer(name, nowMs)).saySoon(nowMs, true);
        proceed(nowMs);
    }

    /** A peer is gone. */
    public void down(String peer, long nowMs) {
        StatePeer gone = peers.remove(peer);
        searches.values().removeIf(search -> search.peer() == gone);
        waiters.removeIf(waiter -> waiter.peer.equals(peer));
        proceed(nowMs);
    }

    /**
     * What our addons made of all entries of a root; those that are not current there are left out.
     *
     * @param states at most {@link StateLimits#ADDONS_MAX}, one for each addon
     */
    public void ours(RootAdvert root, List<AddonState> states, long nowMs) {
        SortedMap<String, AddonState> byName = new TreeMap<>();
        states.stream().limit(StateLimits.ADDONS_MAX).forEach(state -> byName.put(state.addon(), state));
        Own last = roots.peekFirst();
        if (last != null && last.root.isSameAs(root) && last.states.equals(byName)) {
            return;
        }
        if (last != null) {
            last.states.values().stream()
                    .filter(before -> isOther(before, byName.get(before.addon())))
                    .forEach(before -> points.forget(before.addon()));
            if (last.root.isSameAs(root)) {
                roots.removeFirst();
            }
        }
        roots.removeIf(own -> own.root.isSameAs(root));
        roots.addFirst(new Own(root, byName));
        if (roots.size() > StateLimits.ROOTS_MAX) {
            roots.removeLast();
        }
        searches.values().removeIf(search -> {
            AddonState now = byName.get(search.addon);
            return now != null && !now.code().equals(search.code);
        });
        peers.values().forEach(peer -> {
            peer.saySoon(nowMs, true);
            compare(peer);
        });
        proceed(nowMs);
    }

    /** Whether code is known to be other code now; an addon may be behind for a moment. */
    private static boolean isOther(AddonState before, @Nullable AddonState after) {
        return after != null && !after.code().equals(before.code());
    }

    /** Takes a frame of a peer; any bytes will do. */
    public void receive(String peer, byte[] frame, long nowMs) {
        StatePeer from = peers.get(peer);
        if (from == null) {
            return;
        }
        if (StateFrames.read(frame) instanceof StateMessage.OfLedger message && message.ledger() == ledger) {
            switch (message) {
                case StateMessage.States states -> hear(from, states, nowMs);
                case StateMessage.Ask ask ->
                    answer(
                            from,
                            new Waiter(peer, ask.request(), ask.addon(), ask.positions(), -1, nowMs),
                            ask.code(),
                            nowMs);
                case StateMessage.Fetch fetch ->
                    answer(
                            from,
                            new Waiter(
                                    peer,
                                    fetch.request(),
                                    fetch.addon(),
                                    List.of(fetch.position()),
                                    fetch.part(),
                                    nowMs),
                            fetch.code(),
                            nowMs);
                case StateMessage.Points answer -> searchesWith(from).forEach(search -> search.theirs(answer, nowMs));
                case StateMessage.Part part -> searchesWith(from).forEach(search -> search.theirs(part, nowMs));
            }
        } else {
            from.countMalformed();
        }
        proceed(nowMs);
    }

    private List<StateSearch> searchesWith(StatePeer peer) {
        return searches.values().stream()
                .filter(search -> search.peer() == peer)
                .toList();
    }

    /**
     * What a replay that was asked for gave.
     *
     * @param computed a point for each position that was asked for, in that order
     * @param state the state at the last position, if it was asked for
     */
    public void computed(long request, List<StatePoint> computed, @Nullable Value state, long nowMs) {
        Compute done = points.computed(request, computed, state, nowMs);
        if (done == null) {
            failed(request, nowMs);
            return;
        }
        settle(done, nowMs);
        proceed(nowMs);
    }

    /** A replay that was asked for could not be made. */
    public void failed(long request, long nowMs) {
        Compute done = points.end(request);
        if (done != null) {
            settle(done, nowMs);
            proceed(nowMs);
        }
    }

    /** Some time has passed. */
    public void tick(long nowMs) {
        searches.values().forEach(search -> search.tick(nowMs));
        waiters.removeIf(waiter -> nowMs - waiter.sinceMs > StateLimits.COMPUTE_MS_MAX);
        points.expire(knownAddons(), nowMs);
        proceed(nowMs);
    }

    private Set<String> knownAddons() {
        TreeSet<String> known = new TreeSet<>();
        roots.forEach(own -> known.addAll(own.states.keySet()));
        return known;
    }

    /** When the next tick is due; after now. */
    public long nextTickMs(long nowMs) {
        long next = Long.MAX_VALUE;
        Own own = roots.peekFirst();
        if (own == null) {
            return next;
        }
        for (StatePeer peer : peers.values()) {
            next = Math.min(next, peer.sayMs());
            for (String addon : own.states.keySet()) {
                next = searches.containsKey(addon) ? next : Math.min(next, peer.searchMs(addon));
            }
        }
        for (StateSearch search : searches.values()) {
            next = Math.min(next, search.wantsOurs() ? nowMs + StateLimits.RESEND_MS : search.nextMs());
            next = Math.min(next, search.nextMs());
        }
        return Math.max(next, nowMs + 1);
    }

    // ------------------------------------------------------------------------------------------- comparing

    private void hear(StatePeer from, StateMessage.States states, long nowMs) {
        if (from.hears(states)) {
            compare(from);
        }
        if (states.asking()) {
            from.saySoon(nowMs, false);
        }
    }

    private void compare(StatePeer peer) {
        StateMessage.States theirs = peer.theirs();
        Own own = theirs == null ? null : at(theirs.root());
        if (theirs == null || own == null) {
            return;
        }
        SortedMap<String, AddonState> others = new TreeMap<>();
        theirs.states().forEach(state -> others.put(state.addon(), state));
        TreeSet<String> all = new TreeSet<>(own.states.keySet());
        all.addAll(others.keySet());
        peer.retain(all);
        all.forEach(addon -> peer.compare(own.root, addon, own.states.get(addon), others.get(addon)));
    }

    /** What our addons made of a root that is, or lately was, ours. */
    private @Nullable Own at(RootAdvert root) {
        return roots.stream().filter(own -> own.root.isSameAs(root)).findFirst().orElse(null);
    }

    /** How our addons' states stand to those of the peers that are up, by the peers' names, then the addons'. */
    public SortedMap<String, SortedMap<String, StateVerdict>> verdicts() {
        SortedMap<String, SortedMap<String, StateVerdict>> verdicts = new TreeMap<>();
        Own own = roots.peekFirst();
        peers.forEach((name, peer) -> {
            SortedMap<String, StateVerdict> known = peer.verdicts();
            if (own != null) {
                own.states.keySet().forEach(addon -> known.putIfAbsent(addon, new StateVerdict.Unknown()));
            }
            verdicts.put(name, known);
        });
        return verdicts;
    }

    /** Frames of a peer that were none, or of another ledger. */
    public long malformed(String peer) {
        StatePeer known = peers.get(peer);
        return known == null ? 0 : known.malformed();
    }

    // ------------------------------------------------------------------------------------------- answering

    private void answer(StatePeer from, Waiter question, StateHash code, long nowMs) {
        AddonState own = roots.stream()
                .map(root -> root.states.get(question.addon))
                .filter(state -> state != null)
                .findFirst()
                .orElse(null);
        if (own == null || !own.code().equals(code)) {
            refuse(question, Progress.UNABLE);
        } else if (!reply(question, nowMs)) {
            refuse(question, await(from, question, nowMs) ? Progress.WORKING : Progress.LATER);
        }
    }

    /** Has a replay made for a question, if there is room. */
    private boolean await(StatePeer from, Waiter question, long nowMs) {
        boolean withState = question.part >= 0;
        boolean asked = waiters.stream()
                .anyMatch(one ->
                        one.peer.equals(question.peer) && one.request == question.request && one.part == question.part);
        if (asked) {
            return true;
        }
        boolean fits = waiters.size() < StateLimits.WAITERS_MAX
                && (points.isPending(question.addon, question.positions, withState)
                        || (from.mayCompute(nowMs)
                                && points.ask(question.addon, question.positions, withState, nowMs)));
        if (fits) {
            waiters.add(question);
        }
        return fits;
    }

    /** Answers a question if the answer is known. */
    private boolean reply(Waiter question, long nowMs) {
        if (question.part < 0) {
            List<StatePoint> known = points.points(question.addon, question.positions, nowMs);
            if (known != null) {
                send(question.peer, new StateMessage.Points(ledger, question.request, Progress.DONE, known));
            }
            return known != null;
        }
        OwnPoints.State state = points.state(question.addon, question.positions.getFirst(), nowMs);
        if (state == null) {
            return false;
        }
        byte[] bytes = state.bytes();
        int from = question.part * StateLimits.PART_BYTES;
        if (bytes != null && from >= bytes.length) {
            refuse(question, Progress.UNABLE);
            return true;
        }
        byte[] part = bytes == null
                ? new byte[0]
                : Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + StateLimits.PART_BYTES));
        send(
                question.peer,
                new StateMessage.Part(ledger, question.request, question.part, Progress.DONE, state.size(), part));
        return true;
    }

    private void refuse(Waiter question, Progress why) {
        send(
                question.peer,
                question.part < 0
                        ? new StateMessage.Points(ledger, question.request, why, List.of())
                        : new StateMessage.Part(ledger, question.request, question.part, why, 0, new byte[0]));
    }

    /** Tells those who waited for a replay what became of it. */
    private void settle(Compute done, long nowMs) {
        List<Waiter> waited = waiters.stream()
                .filter(waiter ->
                        waiter.addon.equals(done.addon()) && done.positions().containsAll(waiter.positions))
                .toList();
        for (Waiter waiter : waited) {
            if (reply(waiter, nowMs)) {
                waiters.remove(waiter);
            } else if (waiter.part < 0 || done.withState()) {
                refuse(waiter, Progress.UNABLE);
                waiters.remove(waiter);
            }
        }
        StateSearch search = searches.get(done.addon());
        if (search != null && search.wantsOurs() && done.positions().equals(search.positions())) {
            boolean fetching = search.phase() == StateSearch.Phase.FETCHING;
            if (done.withState() == fetching && !supply(search, nowMs)) {
                search.giveUp("the addon could not be replayed here");
            }
        }
    }

    private void send(String peer, StateMessage.OfLedger message) {
        sends.add(new Send(peer, StateFrames.write(message)));
    }

    // ------------------------------------------------------------------------------------------- searching

    /** Gives a search what it wants of ours, if it is known. */
    private boolean supply(StateSearch search, long nowMs) {
        if (search.phase() == StateSearch.Phase.FETCHING) {
            OwnPoints.State state =
                    points.state(search.addon, search.positions().getLast(), nowMs);
            if (state != null) {
                search.ours(state);
            }
            return state != null;
        }
        List<StatePoint> known = points.points(search.addon, search.positions(), nowMs);
        if (known != null) {
            search.ours(known, nowMs);
        }
        return known != null;
    }

    /** Whatever may follow from what just happened. */
    private void proceed(long nowMs) {
        Own own = roots.peekFirst();
        if (own == null) {
            return;
        }
        own.states.keySet().forEach(addon -> begin(addon, nowMs));
        for (StateSearch search : List.copyOf(searches.values())) {
            drive(search, nowMs);
        }
        for (StatePeer peer : peers.values()) {
            if (peer.says(nowMs)) {
                StateMessage.States theirs = peer.theirs();
                boolean asking = theirs == null || !theirs.root().isSameAs(own.root);
                List<AddonState> states = List.copyOf(own.states.values());
                send(peer.name, new StateMessage.States(own.root, run, ++said, asking, states));
            }
        }
    }

    /** Begins a search in an addon with the peer whose turn it is. */
    private void begin(String addon, long nowMs) {
        if (searches.containsKey(addon)) {
            return;
        }
        peers.values().stream()
                .filter(peer -> peer.searchMs(addon) <= nowMs)
                .min(Comparator.comparingLong(peer -> peer.searchMs(addon)))
                .ifPresent(peer -> begin(addon, peer, nowMs));
    }

    private void begin(String addon, StatePeer peer, long nowMs) {
        StateMessage.States theirs = peer.theirs();
        Own own = theirs == null ? null : at(theirs.root());
        AddonState ours = own == null ? null : own.states.get(addon);
        if (theirs == null || own == null || ours == null) {
            return;
        }
        for (AddonState state : theirs.states()) {
            if (state.addon().equals(addon)) {
                int request = dice.below(Integer.MAX_VALUE);
                searches.put(addon, new StateSearch(peer, own.root, ours, state.digest(), request, nowMs));
            }
        }
    }

    /** Takes a search as far as it comes without anybody else. */
    private void drive(StateSearch search, long nowMs) {
        while (search.wantsOurs() && supply(search, nowMs)) {
            // The next round may be known already.
        }
        boolean fetching = search.phase() == StateSearch.Phase.FETCHING;
        if (search.wantsOurs()) {
            points.ask(search.addon, search.positions(), fetching, nowMs);
        }
        StateMessage.OfLedger question = search.question(nowMs);
        if (question != null) {
            send(search.peer().name, question);
        }
        StateVerdict.DiffersSince since = search.since();
        if (since != null) {
            search.peer().found(search.addon, since);
        }
        if (search.phase() == StateSearch.Phase.ENDED) {
            searches.remove(search.addon);
            StateReport report = search.report();
            if (report == null) {
                // What we know may be of a moment that is over.
                points.forget(search.addon);
                search.peer().failed(search.addon, search.ending(), nowMs);
            } else {
                reports.add(report);
            }
        }
    }

    /** What is to be done now; each thing is handed out once. */
    public StateOutput drain() {
        List<Compute> computes = points.drain();
        if (sends.isEmpty() && computes.isEmpty() && reports.isEmpty()) {
            return StateOutput.NONE;
        }
        StateOutput output = new StateOutput(sends, computes, reports);
        sends = new ArrayList<>();
        reports = new ArrayList<>();
        return output;
    }
}

package io.ledgerstone.ledger.sync;

import io.ledgerstone.ledger.codec.StateDigest;
import io.ledgerstone.ledger.entry.InvalidEntryException;
import io.ledgerstone.ledger.entry.Value;
import io.ledgerstone.ledger.sync.StateOutput.Compute;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What replays of our own addons gave, kept for a while, and the replays that were asked for. What is kept may be of a moment
 * ago: every point tells after which entries it is, so nobody takes it for another one.
 */
final class OwnPoints {
    private final Map<String, Kept> kept = new HashMap<>();
    private final Map<Place, State> states = new LinkedHashMap<>();
    private final Map<Long, Pending> pending = new LinkedHashMap<>();
    private List<Compute> computes = new ArrayList<>();
    private long requests;

    /** Digests of an addon. */
    private static final class Kept {
        final Map<Long, StatePoint> points = new HashMap<>();
        long sinceMs;
    }

    private record Place(String addon, long position) {}

    private record Pending(Compute compute, long sinceMs) {}

    /**
     * A whole state.
     *
     * @param digest its digest
     * @param size its canonical bytes
     * @param bytes the same; null if they are too many
     * @param value itself; null if they are too many
     * @param sinceMs when it was made
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares states here.
    record State(
            StateHash digest,
            long size,
            byte @Nullable [] bytes,
            @Nullable Value value,
            long sinceMs) {}

    /** Drops what is known of an addon. */
    void forget(String addon) {
        kept.remove(addon);
        states.keySet().removeIf(place -> place.addon.equals(addon));
    }

    /** Our points at positions, or null if one of them is not known. */
    @Nullable List<StatePoint> points(String addon, List<Long> positions, long nowMs) {
        Kept known = kept.get(addon);
        if (known == null || nowMs - known.sinceMs > StateLimits.POINTS_MS) {
            kept.remove(addon);
            return null;
        }
        List<StatePoint> points = new ArrayList<>(positions.size());
        for (long position : positions) {
            StatePoint point = known.points.get(position);
            if (point == null) {
                return null;
            }
            points.add(point);
        }
        return points;
    }

    /** Our state at a position, or null if it is not known. */
    @Nullable State state(String addon, long position, long nowMs) {
        State state = states.get(new Place(addon, position));
        return state == null || nowMs - state.sinceMs > StateLimits.POINTS_MS ? null : state;
    }

    /** Whether a replay was asked for that will tell all this. */
    boolean isPending(String addon, List<Long> positions, boolean withState) {
        return pending.values().stream()
                .map(Pending::compute)
                .anyMatch(compute -> compute.addon().equals(addon)
                        && compute.positions().containsAll(positions)
                        && (!withState
                                || (compute.withState()
                                        && compute.positions().getLast().equals(positions.getLast()))));
    }

    /** Asks for a replay, unless too many were asked for. */
    boolean ask(String addon, List<Long> positions, boolean withState, long nowMs) {
        if (isPending(addon, positions, withState)) {
            return true;
        }
        if (pending.size() >= StateLimits.COMPUTES_MAX) {
            return false;
        }
        Compute compute = new Compute(++requests, addon, positions, withState);
        pending.put(compute.request(), new Pending(compute, nowMs));
        computes.add(compute);
        return true;
    }

    /** Takes what a replay gave, and tells what it was asked for; null if it was not asked for, or is not what was asked for. */
    @Nullable Compute computed(long request, List<StatePoint> points, @Nullable Value state, long nowMs) {
        Compute compute = end(request);
        if (compute == null
                || !points.stream().map(StatePoint::position).toList().equals(compute.positions())) {
            return null;
        }
        Kept known = kept.computeIfAbsent(compute.addon(), addon -> new Kept());
        if (nowMs - known.sinceMs > StateLimits.POINTS_MS
                || known.points.size() + points.size() > StateLimits.POINTS_MAX) {
            known.points.clear();
        }
        if (known.points.isEmpty()) {
            known.sinceMs = nowMs;
        }
        points.forEach(point -> known.points.put(point.position(), point));
        if (compute.withState() && state != null) {
            keep(new Place(compute.addon(), compute.positions().getLast()), state, nowMs);
        }
        return compute;
    }

    private void keep(Place place, Value state, long nowMs) {
        byte[] bytes;
        try {
            bytes = StateDigest.bytes(state);
        } catch (InvalidEntryException e) {
            return;
        }
        while (states.size() >= StateLimits.STATES_MAX) {
            states.remove(states.keySet().iterator().next());
        }
        StateHash digest = StateHash.parse(StateDigest.ofBytes(bytes));
        boolean fits = bytes.length <= StateLimits.STATE_BYTES_MAX;
        states.put(place, new State(digest, bytes.length, fits ? bytes : null, fits ? state : null, nowMs));
    }

    /** Ends a request, and tells what it was; null if there is none of that number. */
    @Nullable Compute end(long request) {
        Pending ended = pending.remove(request);
        return ended == null ? null : ended.compute;
    }

    /** Gives up replays that nobody has made for long, or of addons that are no longer there. */
    void expire(Set<String> addons, long nowMs) {
        pending.values()
                .removeIf(one ->
                        nowMs - one.sinceMs > StateLimits.COMPUTE_MS_MAX || !addons.contains(one.compute.addon()));
        kept.keySet().retainAll(addons);
        states.values().removeIf(state -> nowMs - state.sinceMs > StateLimits.POINTS_MS);
    }

    /** The replays to make now; each is handed out once. */
    List<Compute> drain() {
        List<Compute> all = computes;
        computes = new ArrayList<>();
        return all;
    }
}

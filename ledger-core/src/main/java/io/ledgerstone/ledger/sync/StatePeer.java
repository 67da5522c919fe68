package io.ledgerstone.ledger.sync;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is known of one peer's states, and what it may still ask for. */
final class StatePeer {
    final String name;
    private final SortedMap<String, Standing> standings = new TreeMap<>();
    private final Deque<Long> computes = new ArrayDeque<>();
    private StateMessage.@Nullable States theirs;
    private long saidMs = Long.MIN_VALUE / 2;
    private long sayMs;
    private long repeatMs = StateLimits.REPEAT_MS_MIN;
    private long malformed;

    /** How one addon stands, and when its difference may be searched for. */
    private static final class Standing {
        StateVerdict verdict = new StateVerdict.Unknown();

        @Nullable StateHash code;

        long notBeforeMs = Long.MIN_VALUE;
        long retryMs = StateLimits.RETRY_MS_MIN;
    }

    StatePeer(String name, long nowMs) {
        this.name = name;
        sayMs = nowMs;
    }

    StateMessage.@Nullable States theirs() {
        return theirs;
    }

    /** Takes what the peer says of its states, unless it is an old message. */
    boolean hears(StateMessage.States states) {
        StateMessage.States last = theirs;
        if (last != null && last.run() == states.run() && states.number() <= last.number()) {
            return false;
        }
        theirs = states;
        return true;
    }

    // ------------------------------------------------------------------------------------------- saying ours

    /** Something has changed, or the peer wants to hear it. */
    void saySoon(long nowMs, boolean changed) {
        sayMs = Math.min(sayMs, Math.max(nowMs, saidMs + StateLimits.SAY_MS_MIN));
        if (changed) {
            repeatMs = StateLimits.REPEAT_MS_MIN;
        }
    }

    /** Whether it is time to say it; then it counts as said. */
    boolean says(long nowMs) {
        if (nowMs < sayMs) {
            return false;
        }
        saidMs = nowMs;
        sayMs = nowMs + repeatMs;
        repeatMs = Math.min(2 * repeatMs, StateLimits.REPEAT_MS_MAX);
        return true;
    }

    long sayMs() {
        return sayMs;
    }

    // ------------------------------------------------------------------------------------------- verdicts

    SortedMap<String, StateVerdict> verdicts() {
        SortedMap<String, StateVerdict> verdicts = new TreeMap<>();
        standings.forEach((addon, standing) -> verdicts.put(addon, standing.verdict));
        return verdicts;
    }

    /** Compares the states of one addon after the same entries; at least one of both is there. */
    void compare(RootAdvert root, String addon, @Nullable AddonState ours, @Nullable AddonState other) {
        Standing standing = standings.computeIfAbsent(addon, name -> new Standing());
        if (ours == null || other == null) {
            standing.verdict = new StateVerdict.NotThere(root, ours == null);
        } else if (!ours.code().equals(other.code())) {
            standing.verdict = new StateVerdict.OtherCode(root, ours.code(), other.code());
        } else if (ours.digest().equals(other.digest())) {
            standing.verdict = new StateVerdict.Agrees(root);
            standing.retryMs = StateLimits.RETRY_MS_MIN;
            standing.notBeforeMs = Long.MIN_VALUE;
        } else if (!(standing.verdict instanceof StateVerdict.DiffersSince)
                || !ours.code().equals(standing.code)) {
            String note = standing.verdict instanceof StateVerdict.Differs(RootAdvert before, String known)
                            && ours.code().equals(standing.code)
                    ? known
                    : "where they begin to differ was not searched for yet";
            standing.verdict = new StateVerdict.Differs(root, note);
        }
        standing.code = ours == null ? null : ours.code();
    }

    /** Drops addons that nobody has any more. */
    void retain(Set<String> addons) {
        standings.keySet().retainAll(addons);
    }

    /** When the difference in an addon may be searched for; never if there is none, or it is known. */
    long searchMs(String addon) {
        Standing standing = standings.get(addon);
        return standing != null && standing.verdict instanceof StateVerdict.Differs
                ? standing.notBeforeMs
                : Long.MAX_VALUE;
    }

    /** A search has found where states begin to differ. */
    void found(String addon, StateVerdict.DiffersSince since) {
        Standing standing = standings.get(addon);
        if (standing != null && standing.verdict instanceof StateVerdict.Differs) {
            standing.verdict = since;
        }
    }

    /** A search has found nothing; another one later. */
    void failed(String addon, String why, long nowMs) {
        Standing standing = standings.get(addon);
        if (standing != null) {
            standing.notBeforeMs = nowMs + standing.retryMs;
            standing.retryMs = Math.min(2 * standing.retryMs, StateLimits.RETRY_MS_MAX);
            if (standing.verdict instanceof StateVerdict.Differs(RootAdvert root, String note)) {
                standing.verdict = new StateVerdict.Differs(root, why);
            }
        }
    }

    // ------------------------------------------------------------------------------------------- bounds

    /** Whether the peer may cause one more replay; then it counts. */
    boolean mayCompute(long nowMs) {
        while (!computes.isEmpty() && nowMs - computes.getFirst() >= StateLimits.COMPUTES_MS) {
            computes.removeFirst();
        }
        if (computes.size() >= StateLimits.PEER_COMPUTES_MAX) {
            return false;
        }
        computes.add(nowMs);
        return true;
    }

    void countMalformed() {
        malformed++;
    }

    long malformed() {
        return malformed;
    }
}

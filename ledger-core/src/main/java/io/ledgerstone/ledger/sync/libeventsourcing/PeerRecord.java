package io.ledgerstone.ledger.sync.libeventsourcing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is remembered about a peer. */
final class PeerRecord {
    private static final int DOUBLINGS_MAX = 6;
    private static final int ASKED_WEEKS_MAX = 64;
    private static final long MINUTE_MS = 60_000;

    long messages;
    long malformed;
    long entries;
    long refused;
    long unauthorized;
    long added;
    long collisions;
    boolean subscribed;
    PeerReport.@Nullable Status status;

    private final MinuteBudget answers = new MinuteBudget(DialectLimits.ANSWERS_PER_MINUTE_MAX);
    private final Map<Integer, Integer> askedInVain = new LinkedHashMap<>();
    private long unanswered;
    private long brokenPromises;
    private long distrustedUntilMs = Long.MIN_VALUE;

    /** Whether one more question may be answered now. */
    boolean takeAnswer(long nowMs) {
        boolean taken = answers.take(nowMs);
        unanswered += taken ? 0 : 1;
        return taken;
    }

    /** Everybody was asked for a week that it advertised; answers how often by now. */
    int ask(int week) {
        int asked = askedInVain.getOrDefault(week, 0) + 1;
        askedInVain.put(week, asked);
        if (askedInVain.size() > ASKED_WEEKS_MAX) {
            askedInVain.remove(askedInVain.keySet().iterator().next());
        }
        return asked;
    }

    /** We have what it has of a week. */
    void agree(int week) {
        askedInVain.remove(week);
    }

    /** It did not send what it advertised: for a minute, then two, up to an hour, its advertisements hold back none of ours. */
    void breakPromise(long nowMs) {
        distrustedUntilMs = nowMs + (MINUTE_MS << Math.min(brokenPromises, DOUBLINGS_MAX));
        brokenPromises++;
    }

    boolean isTrusted(long nowMs) {
        return nowMs >= distrustedUntilMs;
    }

    PeerReport report() {
        return new PeerReport(
                messages,
                malformed,
                entries,
                refused,
                unauthorized,
                added,
                unanswered,
                brokenPromises,
                collisions,
                subscribed,
                status);
    }
}

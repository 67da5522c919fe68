package io.ledgerstone.ledger.sync.libeventsourcing;

import java.util.HashMap;
import java.util.Map;

/**
 * Advertisements of others that hold back ours. Each is a promise to send the week when somebody asks: whoever is asked in time and
 * sends nothing in a minute has broken it.
 */
final class Promises {
    /** A question later than this may rightly find the advertisement expired when its answer is due. */
    private static final long ASKED_WITHIN_MS = 20_000;

    /** A week takes long to send: the game lets an addon send about 800 bytes a second. */
    private static final long KEPT_WITHIN_MS = 60_000;

    private static final long NOT_DUE = Long.MAX_VALUE;

    private static final int SENDERS_MAX = 8;

    /** Whoever advertises so soon after a question that he must have heard it counts as asked. */
    private static final long ASKED_BEFORE_MS = 2_000;

    private final Map<Integer, Map<String, Promise>> byWeek = new HashMap<>();
    private final Map<Integer, Long> lastAskedMs = new HashMap<>();

    private static final class Promise {
        private final long atMs;
        private long entriesLeft;
        private long dueMs = NOT_DUE;

        Promise(long atMs, long entries) {
            this.atMs = atMs;
            this.entriesLeft = entries;
        }
    }

    /** Somebody advertised a week, and so released those who have no priority over him. */
    void advertised(int week, String sender, long entries, long nowMs) {
        Map<String, Promise> promises = byWeek.computeIfAbsent(week, number -> new HashMap<>());
        promises.keySet().removeIf(other -> Priority.isOver(sender, other));
        Promise before = promises.get(sender);
        boolean asked = before != null && before.dueMs != NOT_DUE;
        if (!asked && entries > 0 && promises.size() < SENDERS_MAX) {
            Promise promise = new Promise(nowMs, entries);
            if (nowMs - lastAskedMs.getOrDefault(week, Long.MIN_VALUE / 2) <= ASKED_BEFORE_MS) {
                promise.dueMs = nowMs + KEPT_WITHIN_MS;
            }
            promises.put(sender, promise);
        }
        if (promises.isEmpty()) {
            byWeek.remove(week);
        }
    }

    /** Somebody asked everybody for a week. */
    void asked(int week, long nowMs) {
        lastAskedMs.put(week, nowMs);
        for (Promise promise : of(week).values()) {
            if (promise.dueMs == NOT_DUE && nowMs - promise.atMs <= ASKED_WITHIN_MS) {
                promise.dueMs = nowMs + KEPT_WITHIN_MS;
            }
        }
    }

    /** Somebody sent entries of a week. */
    void sent(int week, String sender, long entries) {
        Promise promise = of(week).get(sender);
        if (promise != null) {
            promise.entriesLeft -= entries;
            if (promise.entriesLeft <= 0) {
                of(week).remove(sender);
            }
        }
    }

    private Map<String, Promise> of(int week) {
        return byWeek.getOrDefault(week, new HashMap<>());
    }

    /** Tells of every promise that is broken by now. */
    void expire(long nowMs, Peers peers) {
        for (Map<String, Promise> promises : byWeek.values()) {
            promises.entrySet().removeIf(promise -> {
                boolean broken = promise.getValue().dueMs <= nowMs;
                if (broken) {
                    peers.of(promise.getKey()).breakPromise(nowMs);
                }
                return broken;
            });
        }
        byWeek.values().removeIf(Map::isEmpty);
    }
}

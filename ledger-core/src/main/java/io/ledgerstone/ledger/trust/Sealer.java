package io.ledgerstone.ledger.trust;

import io.ledgerstone.ledger.entry.EntryId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers the ids of own durable entries for seals: the first at once, so that a lone entry does not wait; what follows within 10 ms
 * together, 256 at most. Confined to one thread.
 */
public final class Sealer {
    /** How long entries wait for company after a seal, in milliseconds. */
    public static final long WAIT_MS = 10;

    private final Map<String, Waiting> ledgers = new LinkedHashMap<>();
    private List<Batch> ready = new ArrayList<>();

    /**
     * Entries for one seal.
     *
     * @param ledger their ledger
     * @param ids the entries, no more than {@link Seal#IDS_MAX}
     */
    public record Batch(String ledger, List<EntryId> ids) {
        /** Copies the ids. */
        public Batch {
            ids = List.copyOf(ids);
        }
    }

    private static final class Waiting {
        List<EntryId> ids = new ArrayList<>();
        long dueMs = Long.MIN_VALUE;
    }

    /** Nothing gathered yet. */
    public Sealer() {}

    /** Own entries became durable. */
    public void durable(String ledger, List<EntryId> ids, long nowMs) {
        Waiting waiting = ledgers.computeIfAbsent(ledger, name -> new Waiting());
        for (EntryId id : ids) {
            waiting.ids.add(id);
            if (waiting.ids.size() == Seal.IDS_MAX) {
                close(ledger, waiting, nowMs);
            }
        }
        tick(nowMs);
    }

    /** Time passed. */
    public void tick(long nowMs) {
        ledgers.forEach((ledger, waiting) -> {
            if (!waiting.ids.isEmpty() && nowMs >= waiting.dueMs) {
                close(ledger, waiting, nowMs);
            }
        });
    }

    /** When {@link #tick} has something to do next; {@link Long#MAX_VALUE} if nothing waits. */
    public long nextTickMs() {
        return ledgers.values().stream()
                .filter(waiting -> !waiting.ids.isEmpty())
                .mapToLong(waiting -> waiting.dueMs)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** What is to be sealed now, in order; each is handed out once. */
    public List<Batch> drain() {
        List<Batch> drained = ready;
        ready = new ArrayList<>();
        return drained;
    }

    private void close(String ledger, Waiting waiting, long nowMs) {
        ready.add(new Batch(ledger, waiting.ids));
        waiting.ids = new ArrayList<>();
        waiting.dueMs = nowMs + WAIT_MS;
    }
}

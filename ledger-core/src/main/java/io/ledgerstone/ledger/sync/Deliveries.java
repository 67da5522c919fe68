package io.ledgerstone.ledger.sync;

import io.ledgerstone.ledger.entry.EntryId;
import io.ledgerstone.ledger.sync.Message.Parcel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Entries that the peer asked for, read only when there is room for them. Confined to one thread. */
final class Deliveries {
    private final EntryIndex index;
    private final Deque<Delivery> waiting = new ArrayDeque<>();
    private boolean dropped;

    /**
     * Entries between two bounds.
     *
     * @param wanted those that are not read yet; null if all are to be sent
     */
    private record Delivery(Bound from, Bound to, @Nullable Set<EntryId> wanted) {}

    Deliveries(EntryIndex index) {
        this.index = index;
    }

    /** Everything of a range. */
    void addAll(Range range) {
        add(new Delivery(range.from(), range.to(), null));
    }

    /** These entries of a range. */
    void addWanted(Range range, Set<EntryId> wanted) {
        add(new Delivery(range.from(), range.to(), new HashSet<>(wanted)));
    }

    private void add(Delivery delivery) {
        if (waiting.size() < SyncLimits.OPEN_RANGES_MAX) {
            waiting.add(delivery);
        } else {
            dropped = true;
        }
    }

    /** Whether some were left to another session. */
    boolean hasDropped() {
        return dropped;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The entries for the next frame; none if nothing is left that the peer may have. */
    List<Parcel> next(IntConsumer weekNumbers) {
        List<Parcel> parcels = new ArrayList<>();
        int[] room = {SyncLimits.FRAME_BYTES_MAX - SyncLimits.HEAD_BYTES_MAX};
        while (!waiting.isEmpty()) {
            Delivery delivery = waiting.remove();
            Bound cut = fill(parcels, delivery, room, weekNumbers);
            if (cut != null) {
                waiting.addFirst(new Delivery(cut, delivery.to, delivery.wanted));
                break;
            }
        }
        return parcels;
    }

    private @Nullable Bound fill(List<Parcel> parcels, Delivery delivery, int[] room, IntConsumer weekNumbers) {
        Bound[] cut = new Bound[1];
        Set<EntryId> wanted = delivery.wanted;
        index.read(delivery.from, delivery.to, entry -> {
            if (wanted != null && !wanted.contains(entry.id())) {
                return true;
            }
            int bytes = Frames.bytesMax(entry);
            if (bytes > room[0]) {
                cut[0] = Bound.of(entry);
                return false;
            }
            room[0] -= bytes;
            parcels.add(Parcel.of(entry));
            weekNumbers.accept(entry.key().weekNumber());
            if (wanted != null) {
                wanted.remove(entry.id());
            }
            return wanted == null || !wanted.isEmpty();
        });
        return cut[0];
    }
}

package io.ledgerstone.ledger;

import io.ledgerstone.ledger.entry.WeekDigest;
import io.ledgerstone.ledger.sync.WeekIds;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The ids of weeks that peers compare, by the digests of their content: what was made for one session serves the next, until the
 * week changes. Holds about a million entries, which is 64 MB. Any thread.
 */
final class WeekIdsCache {
    private static final long ENTRIES_MAX = 1 << 20;

    private final Map<WeekDigest, WeekIds> recent = new LinkedHashMap<>(64, 0.75f, true);
    private long entries;

    WeekIds get(WeekDigest digest, Supplier<WeekIds> make) {
        WeekIds known = find(digest);
        if (known != null) {
            return known;
        }
        WeekIds made = make.get();
        put(digest, made);
        return made;
    }

    private synchronized @Nullable WeekIds find(WeekDigest digest) {
        return recent.get(digest);
    }

    private synchronized void put(WeekDigest digest, WeekIds ids) {
        if (recent.putIfAbsent(digest, ids) == null) {
            entries += ids.size();
        }
        Iterator<WeekIds> oldest = recent.values().iterator();
        while (entries > ENTRIES_MAX && recent.size() > 1) {
            entries -= oldest.next().size();
            oldest.remove();
        }
    }
}

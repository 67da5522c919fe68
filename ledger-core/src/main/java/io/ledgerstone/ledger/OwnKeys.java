package io.ledgerstone.ledger;

import io.ledgerstone.ledger.entry.Key;
import org.jspecify.annotations.Nullable;

/**
 * Gives own entries their keys, each greater than the last, whatever the clock does: when it stands still or goes back, the
 * counter goes on in the last second seen. Confined to the ledger's thread.
 */
final class OwnKeys {
    /** How far the clock may have been ahead and gone back, in seconds. */
    private static final long AHEAD_MAX = 86_400;

    private final int realm;
    private final long creator;
    private @Nullable Key last;

    OwnKeys(int realm, long creator) {
        this.realm = realm;
        this.creator = creator;
    }

    /**
     * Learns of an entry that exists. Ignore entries, whose counters are negative, do not count; neither do entries from the far
     * future, which are nobody's honest clock: one of those must not carry all later ones with it.
     */
    void seen(Key key, long nowSeconds) {
        boolean own = key.creator() == creator && key.realm() == realm && key.counter() >= 0;
        if (own && key.time() <= nowSeconds + AHEAD_MAX && (last == null || key.compareTo(last) > 0)) {
            last = key;
        }
    }

    /** The next key at a time in unix seconds. */
    Key next(long time) {
        long now = Math.clamp(time, 0, Key.U32_MAX);
        if (last == null || now > last.time()) {
            last = Key.of(now, 0, realm, creator);
        } else if (last.counter() < Key.U32_MAX) {
            last = Key.of(last.time(), last.counter() + 1, realm, creator);
        } else {
            last = Key.of(last.time() + 1, 0, realm, creator);
        }
        return last;
    }

    /** The key of an ignore entry: the second of its target, before everything in it. */
    Key ignoring(Key target, long lowestCounter) {
        return Key.of(target.time(), lowestCounter - 1, realm, creator);
    }

    /** The last key that was given or seen. */
    @Nullable Key last() {
        return last;
    }
}

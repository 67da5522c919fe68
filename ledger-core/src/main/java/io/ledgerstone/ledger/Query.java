package io.ledgerstone.ledger;

import io.ledgerstone.ledger.entry.Key;
import io.ledgerstone.ledger.entry.LedgerException;
import io.ledgerstone.ledger.entry.Week;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which entries to read. Immutable; each method answers a narrower query.
 *
 * @param from the first key, or null for the ledger's first
 * @param to the key to end before, or null for no end
 * @param types the types wanted; none means all
 * @param limit how many entries at most
 * @param newest whether the limit keeps the last ones instead of the first; the order stays ledger order
 */
public record Query(@Nullable Key from, @Nullable Key to, Set<String> types, long limit, boolean newest) {
    /** Every entry. */
    public static final Query ALL = new Query(null, null, Set.of(), Long.MAX_VALUE, false);

    /** Copies the set. */
    public Query {
        types = Set.copyOf(types);
        if (limit < 0) {
            throw new LedgerException("A limit of " + limit + " entries makes no sense; give 0 or more");
        }
    }

    /** Entries from a key on. */
    public Query from(Key key) {
        return new Query(key, to, types, limit, newest);
    }

    /** Entries before a key. */
    public Query before(Key key) {
        return new Query(from, key, types, limit, newest);
    }

    /** Entries of one week. */
    public Query week(int number) {
        if (number < 1 || number > Week.NUMBER_MAX) {
            throw new LedgerException("There is no week " + number + "; weeks are 1 to " + Week.NUMBER_MAX);
        }
        Key end = number == Week.NUMBER_MAX ? null : Key.firstOf(number + 1);
        return new Query(Key.firstOf(number), end, types, limit, newest);
    }

    /** Entries of these types. */
    public Query types(String... wanted) {
        return new Query(from, to, Set.of(wanted), limit, newest);
    }

    /** The first entries. */
    public Query first(long count) {
        return new Query(from, to, types, count, false);
    }

    /** The last entries, which is cheap however long the ledger is. */
    public Query last(long count) {
        return new Query(from, to, types, count, true);
    }
}

package io.ledgerstone.ledger.replay;

import org.jspecify.annotations.Nullable;

/**
 * How far handlers came through a batch.
 *
 * @param count how many entries were applied, from the first
 * @param error why the entry after those failed, or null if all were applied
 */
public record Applied(int count, @Nullable HandlerError error) {
    /** All entries were applied. */
    public static Applied all(int count) {
        return new Applied(count, null);
    }
}

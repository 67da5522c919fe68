package io.ledgerstone.addon;

import org.jspecify.annotations.Nullable;

/**
 * How far handlers came through a batch.
 *
 * @param applied how many entries were applied, from the first
 * @param error why the entry after those failed, or null if all were applied
 */
public record ReplayOutcome(int applied, @Nullable ScriptError error) {
    /** All entries were applied. */
    public static ReplayOutcome all(int applied) {
        return new ReplayOutcome(applied, null);
    }
}

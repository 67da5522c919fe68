package io.ledgerstone.host.addons;

import io.ledgerstone.addon.CallOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What asking an addon gave.
 *
 * @param outcome what it returned, or its error
 * @param ledger the ledger it was asked about
 * @param stoppedAt why the answer does not count all entries: the failure the addon stands still at; null if it counts all
 */
public record Answer(
        CallOutcome outcome, String ledger, @Nullable String stoppedAt) {}

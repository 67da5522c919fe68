package io.ledgerstone.ledger.store;

import io.ledgerstone.ledger.entry.WeekDigest;

/**
 * What hosts compare about a week.
 *
 * @param number the week
 * @param count applied entries
 * @param hash the week hash over the applied entries' keys, as LibEventSourcing computes it; 0 for an empty week
 * @param digest the week digest over the ids of all entries, shadowed ones included
 */
public record WeekSummary(int number, long count, long hash, WeekDigest digest) {}

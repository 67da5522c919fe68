package io.ledgerstone.ledger.journal;

import io.ledgerstone.ledger.entry.Entry;

/**
 * An entry as it reached this host.
 *
 * @param receivedMs when, in unix milliseconds by this host's clock; says nothing about ledger order
 * @param entry the entry
 */
public record Arrival(long receivedMs, Entry entry) {}

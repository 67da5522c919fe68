package io.ledgerstone.ledger;

import io.ledgerstone.ledger.entry.Entry;

/**
 * An entry as it arrived.
 *
 * @param position its position in the journal, 0 and up
 * @param receivedMs when it arrived, in milliseconds since 1970 by this host's clock
 * @param entry the entry
 */
public record Delivery(long position, long receivedMs, Entry entry) {}

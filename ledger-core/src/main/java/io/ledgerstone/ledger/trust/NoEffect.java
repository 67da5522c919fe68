package io.ledgerstone.ledger.trust;

import io.ledgerstone.ledger.entry.Entry;

/**
 * A roster entry that changes nothing.
 *
 * @param entry the entry
 * @param reason why, for people
 */
public record NoEffect(Entry entry, String reason) {}

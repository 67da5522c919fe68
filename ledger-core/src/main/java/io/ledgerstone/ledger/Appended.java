package io.ledgerstone.ledger;

import io.ledgerstone.ledger.entry.Entry;

/**
 * An own entry that is durable.
 *
 * @param entry the entry, with the key it was given
 * @param position its position in the journal
 */
public record Appended(Entry entry, long position) {}

package io.ledgerstone.ledger.sync;

import io.ledgerstone.ledger.entry.Key;
import org.jspecify.annotations.Nullable;

/**
 * The state of an addon after the first entries of a ledger.
 *
 * @param position how many entries, in ledger order and one for each key; if there are not so many, all there are
 * @param last the key of the last of them, or null if there is none
 * @param entries the first 16 bytes of the SHA-256 of their ids: tells whether two positions are after the same entries
 * @param digest the state's digest
 */
public record StatePoint(long position, @Nullable Key last, StateHash entries, StateHash digest) {}

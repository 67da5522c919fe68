/**
 * The values of a ledger and the arithmetic on them: entries, keys, fields, ledger order, weeks, week hashes and digests.
 *
 * <p>Everything here is immutable or confined to its caller, pure, and free of any other package of ours. Bytes live next door
 * in {@code codec}; nothing here knows how an entry is written down.
 */
@NullMarked
package io.ledgerstone.ledger.entry;

import org.jspecify.annotations.NullMarked;

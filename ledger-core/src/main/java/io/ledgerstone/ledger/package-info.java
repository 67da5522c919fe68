/**
 * The face of the library: open a {@link io.ledgerstone.ledger.Ledger}, append to it, query it, follow it, fold it.
 *
 * <p>One thread owns a ledger. It takes requests from a bounded queue, in groups, and does with each group in this order: check,
 * persist, insert, publish, acknowledge. Readers see immutable snapshots. Replays run on threads of their own and read
 * snapshots, so a slow handler never delays an acknowledgement. This is the only package here that reads a clock.
 */
@NullMarked
package io.ledgerstone.ledger;

import org.jspecify.annotations.NullMarked;

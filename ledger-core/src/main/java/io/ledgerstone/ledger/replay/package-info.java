/**
 * Replay: folding the entries of a ledger, in ledger order, into a state.
 *
 * <p>A {@link io.ledgerstone.ledger.replay.Replay} is a pure state machine. It reads from a
 * {@link io.ledgerstone.ledger.replay.ReplaySource}, applies ignore entries, parks what nobody handles, and drives a
 * {@link io.ledgerstone.ledger.replay.Projection}: the handlers of one addon or one Java reducer. It has no clock and no thread;
 * whoever owns it decides when it takes a step, and its result never depends on that.
 */
@NullMarked
package io.ledgerstone.ledger.replay;

import org.jspecify.annotations.NullMarked;

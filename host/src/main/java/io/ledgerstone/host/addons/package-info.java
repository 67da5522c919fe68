/**
 * The addons of a host: each on a thread of its own, following the ledgers it asked for.
 *
 * <p>What one addon does wrong never reaches another one, a ledger or the host. Here, too, is what an addon may ask of the host.
 * Nothing here knows a language: engines come through {@link io.ledgerstone.host.addons.Engines}.
 */
@NullMarked
package io.ledgerstone.host.addons;

import org.jspecify.annotations.NullMarked;

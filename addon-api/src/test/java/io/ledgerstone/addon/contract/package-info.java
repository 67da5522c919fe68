/**
 * The contract suite of addon engines: the same behaviours, the same script in each language side by side, the same assertions.
 *
 * <p>An engine passes by subclassing {@link io.ledgerstone.addon.contract.EngineContract} in its own tests. What only one language
 * has (its library, its syntax) is tested by that engine, not here.
 */
@NullMarked
package io.ledgerstone.addon.contract;

import org.jspecify.annotations.NullMarked;

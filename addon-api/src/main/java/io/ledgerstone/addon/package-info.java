/**
 * What an addon is, whatever its language: where its files come from, what it registers, what it may ask of the host, and how a
 * host drives it.
 *
 * <p>An engine implements {@link io.ledgerstone.addon.AddonEngine} and binds {@link io.ledgerstone.addon.HostFunction}, the one
 * description of everything an author can call; the contract suite in this module's tests holds it to the same behaviours as
 * every other engine. Nothing here knows a language, a file or a ledger's storage.
 */
@NullMarked
package io.ledgerstone.addon;

import org.jspecify.annotations.NullMarked;

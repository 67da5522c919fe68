/**
 * References for authors, made from the one description of everything they can call. Nothing here is needed to run an addon.
 */
@NullMarked
package io.ledgerstone.addon.reference;

import org.jspecify.annotations.NullMarked;

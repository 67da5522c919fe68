/**
 * Tests over all modules at once: which way the arrows point, what stays pure, how the sources look, and the launcher. Each rule
 * is proven by a violation planted in {@code io.ledgerstone.planted}, a small mirror of the house that breaks all of them.
 */
@NullMarked
package io.ledgerstone.architecture;

import org.jspecify.annotations.NullMarked;

/**
 * The process: where everything is wired together. Nothing depends on it.
 */
@NullMarked
package io.ledgerstone.host;

import org.jspecify.annotations.NullMarked;

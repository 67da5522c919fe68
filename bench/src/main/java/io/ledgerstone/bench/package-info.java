/**
 * Benchmarks: each states its question, its peer and its ratio.
 */
@NullMarked
package io.ledgerstone.bench;

import org.jspecify.annotations.NullMarked;

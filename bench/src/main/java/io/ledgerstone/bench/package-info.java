/**
 * Benchmarks: each states its question, its peer and its ratio. {@link io.ledgerstone.bench.Benchmarks} lists and runs them; what
 * needs warmed-up code runs in JMH's forks, what waits for a disk runs beside its peer, round by round. Whole processes are
 * measured from outside, by a script. Knows the library, the addons and both engines, but not the host.
 */
@NullMarked
package io.ledgerstone.bench;

import org.jspecify.annotations.NullMarked;

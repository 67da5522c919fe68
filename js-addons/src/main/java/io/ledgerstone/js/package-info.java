/**
 * The JavaScript engine: the only user of GraalJS. Knows no other engine, no file and no ledger's storage.
 *
 * <p>Half of it is Java, half is JavaScript beside these classes: {@code prelude.js} takes from a fresh realm what could differ
 * between members or reach outside, {@code runtime.js} is what authors call and where states live, {@code entry.js} makes entries.
 * The way in is {@link io.ledgerstone.js.Realm}, the way out {@link io.ledgerstone.js.HostCalls}; plain data crosses as a
 * {@link io.ledgerstone.js.ValueTape} or through a {@link io.ledgerstone.js.ValueSink}.
 *
 * <h2>How entries are handed over</h2>
 *
 * An entry is a read-only object whose getters read the values that came with it. Which values come is learned: a column travels
 * from the first time a handler has read it. Entries of another type, or with other fields, have code of their own
 * ({@link io.ledgerstone.js.EntryShape}), so that the compiler sees one kind of object in each place. Measured with entries of
 * four fields and 110 bytes and a handler that reads two of them, CPU time, as a ratio to this with and without the compiler:
 * columns of a batch in flat arrays 0.8 and 1.05, a {@code ProxyObject} for each entry 0.45 and 1.35 (but no JavaScript object),
 * frozen plain objects 0.7 without. Each entry is one call from Java, which gives it its own ration of steps and lets its promise
 * jobs run before the next; a loop inside the script gains less than 15 percent.
 *
 * <h2>What is not the same everywhere</h2>
 *
 * <ul>
 *   <li>The operator {@code **} with a fraction may differ in the last digit between processors; {@code Math.pow} does not.
 *   <li>How deep functions may nest depends on the thread's stack. The error of one call too many can be caught by a script.
 *   <li>Memory is not limited, only watched: see {@link io.ledgerstone.js.Watchdog}. A script that fills the heap faster than that
 *       can fail an allocation anywhere in the process.
 *   <li>A refused {@code delete} tells the line of its function, not its own: GraalJS knows no better.
 * </ul>
 */
@NullMarked
package io.ledgerstone.js;

import org.jspecify.annotations.NullMarked;

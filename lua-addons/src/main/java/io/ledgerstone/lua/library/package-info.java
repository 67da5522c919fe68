/**
 * The functions that an addon finds in its globals besides the host's: the part of Lua 5.1's library that always gives the same
 * answer, under the names that World of Warcraft's addons know.
 *
 * <p>Numbers and texts are those of C, bounded by the {@link io.ledgerstone.lua.runtime.Machine}. Results are the same on every
 * machine: transcendental functions are {@link java.lang.StrictMath}'s, {@code table.sort} keeps equals in order, {@code date}
 * knows UTC only and wants its time as an argument, {@code pairs} walks in the order keys were put in, and {@code tostring} of a
 * table or function counts instead of telling an address.
 *
 * <h2>What is not there, on purpose</h2>
 *
 * <ul>
 *   <li>what reaches a file, a clock, the system or chance: {@code io}, {@code os}, {@code time()} without an argument, {@code
 *       math.random};
 *   <li>code from texts: {@code load}, {@code loadstring}, {@code dofile}, {@code require}, {@code string.dump};
 *   <li>what looks behind values: {@code debug}, {@code getfenv}, {@code setfenv}, {@code newproxy}, {@code collectgarbage}, the
 *       metatable of texts; weak tables are strong;
 *   <li>{@code coroutine}: handlers are short, and a coroutine would need a thread or a flag of the Java machine;
 *   <li>negative zero: it is zero.
 * </ul>
 *
 * Using one of them is an error that says what to do instead.
 */
@NullMarked
package io.ledgerstone.lua.library;

import org.jspecify.annotations.NullMarked;

/**
 * The functions that an addon finds in its globals besides the host's: the part of Lua 5.1's library that always gives the same
 * answer, under the names that World of Warcraft's addons know.
 *
 * <p>Numbers and texts are those of C, bounded by the {@link io.ledgerstone.lua.runtime.Machine}. What would reach a file, a
 * clock, randomness or the compiler is absent, or is there to say what to use instead. Results are the same on every machine:
 * transcendental functions are {@link java.lang.StrictMath}'s, {@code table.sort} is stable, {@code date} knows UTC only.
 */
@NullMarked
package io.ledgerstone.lua.library;

import org.jspecify.annotations.NullMarked;

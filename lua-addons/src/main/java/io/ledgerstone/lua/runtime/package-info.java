/**
 * What compiled Lua runs on: tables in insertion order, the operators whose meaning we set ourselves, and the {@link
 * io.ledgerstone.lua.runtime.Machine} that counts an addon's steps, depth and data.
 *
 * <p>Types are public only because the classes made from addons live in other packages. Nothing here knows ledgers, entries or
 * the library of functions.
 */
@NullMarked
package io.ledgerstone.lua.runtime;

import org.jspecify.annotations.NullMarked;

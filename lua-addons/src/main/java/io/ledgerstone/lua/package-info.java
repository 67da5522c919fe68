/**
 * The Lua engine: how an addon's files meet the host. Binds the host functions, hands entries to handlers, and keeps each ledger's
 * state as Lua tables. The only module that uses LuaJ and BCEL.
 */
@NullMarked
package io.ledgerstone.lua;

import org.jspecify.annotations.NullMarked;

/**
 * The Lua engine: how an addon's files meet the host. Binds the host functions, hands entries to handlers, and keeps each ledger's
 * state as Lua tables. With the packages below, the only user of LuaJ; knows no other engine.
 */
@NullMarked
package io.ledgerstone.lua;

import org.jspecify.annotations.NullMarked;

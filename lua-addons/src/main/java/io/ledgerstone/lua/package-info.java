/**
 * The Lua engine: the only user of LuaJ and BCEL. Knows no other engine.
 */
@NullMarked
package io.ledgerstone.lua;

import org.jspecify.annotations.NullMarked;

/**
 * Lua source to Java classes: LuaJ's parser and its Java generator, then our own pass over the classes that puts in the bounds
 * and takes out what LuaJ answers otherwise than Lua 5.1.
 *
 * <p>Nothing here knows ledgers or what the compiled code may call.
 */
@NullMarked
package io.ledgerstone.lua.compile;

import org.jspecify.annotations.NullMarked;
